using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Headgate.Server;

/// <summary>
/// The server's certificate, from files in PEM that whoever renews it replaces: a new one serves from the next connection on. Files that cannot be read leave the old one in
/// use, and are told once.
/// </summary>
internal sealed partial class ServerCertificate
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly string _certificate;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lock _reading = new();
    private SslServerAuthenticationOptions _current;
    private (DateTime Certificate, DateTime Key) _read;
    private long _looked;

    /// <summary>Reads the files.</summary>
    /// <exception cref="ServerStartException">They hold no certificate with its key.</exception>
    public ServerCertificate(string certificate, string key, TimeProvider time, ILogger log)
    {
        (_certificate, _key, _time, _log) = (certificate, key, time, log);
        _read = Written();
        _looked = time.GetTimestamp();
        try
        {
            _current = Read();
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            throw new ServerStartException(
                $"listen.certificate {certificate} and listen.certificate_key {key} are no certificate with its key in PEM: {error.Message}"
            );
        }
    }

    /// <summary>What a connection that begins now is offered.</summary>
    public SslServerAuthenticationOptions Current()
    {
        lock (_reading)
        {
            if (_time.GetElapsedTime(_looked) >= LookAgain)
            {
                _looked = _time.GetTimestamp();
                Renew();
            }
            return _current;
        }
    }

    private void Renew()
    {
        var written = Written();
        if (written == _read)
        {
            return;
        }
        _read = written;
        try
        {
            _current = Read();
            LogRenewed(_certificate);
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            LogUnreadable(_certificate, error.Message);
        }
    }

    private (DateTime Certificate, DateTime Key) Written() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslServerAuthenticationOptions Read()
    {
        var certificate = X509Certificate2.CreateFromPemFile(_certificate, _key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificate);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
            // The wire's rules about framing are those of HTTP/1.1.
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        };
    }

    private static bool IsOfFiles(Exception error) =>
        error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    [LoggerMessage(Level = LogLevel.Information, Message = "The certificate {File} was renewed.")]
    private partial void LogRenewed(string file);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The certificate {File} has changed and cannot be read, so the old one stays in use: {Fault}"
    )]
    private partial void LogUnreadable(string file, string fault);
}
