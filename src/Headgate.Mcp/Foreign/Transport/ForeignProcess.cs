using System.ComponentModel;
using System.Diagnostics;
using Headgate.Wire;

namespace Headgate.Mcp.Foreign.Transport;

/// <summary>A foreign server that is a program: started with the variables that were named and no others, and ended with all that it has started.</summary>
internal sealed class ForeignProcess : IDisposable
{
    private const int Discarded = 16 * 1024;

    private readonly Process _process;

    private ForeignProcess(Process process) => _process = process;

    /// <summary>Where it reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Where it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts it.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static ForeignProcess Start(ForeignEndpoint server)
    {
        var info = new ProcessStartInfo(server.Program!, server.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        info.Environment.Clear();
        foreach (var name in server.Variables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                info.Environment[name] = value;
            }
        }
        foreach (var (name, secret) in server.Secrets)
        {
            info.Environment[name] = secret.Reveal();
        }
        var process = new Process { StartInfo = info };
        process.Start();
        // What it says of itself may hold its secrets, and a full pipe would stop it: it is read and dropped.
        _ = DropAsync(process.StandardError.BaseStream);
        return new ForeignProcess(process);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
        _process.Dispose();
    }

    private static async Task DropAsync(Stream errors)
    {
        var buffer = new byte[Discarded];
        try
        {
            while (await errors.ReadAsync(buffer, CancellationToken.None) > 0)
            {
                // Nobody reads it.
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended.
        }
    }
}
