using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire;

/// <summary>Finds who calls, from the <c>Authorization</c> header and nothing else.</summary>
internal sealed class CallerLookup(IEnumerable<ICallerSource> sources, Fingerprints fingerprints, WrongKeys wrongKeys)
{
    private readonly ICallerSource[] _sources = [.. sources];

    public async ValueTask<FoundCaller> FindAsync(HttpContext http, CancellationToken cancellation)
    {
        var refusal = CredentialHeader.Read(http.Request.Headers.Authorization, out var credential);
        if (refusal is { } unreadable)
        {
            return new FoundCaller(Caller.Anonymous, unreadable, credential.Length == 0 ? null : fingerprints.Of(credential), null);
        }
        foreach (var source in _sources)
        {
            if (!credential.StartsWith(source.Prefix, StringComparison.Ordinal))
            {
                continue;
            }
            var result = await source.FindAsync(credential, cancellation);
            if (result.Refusal is null)
            {
                return new FoundCaller(result.Caller, null, null, result.Note);
            }
            return Wrong(http, result.Caller, result.Refusal.Value, credential, result.Note);
        }
        return Wrong(http, Caller.Anonymous, Reason.UnknownCredential, credential, null);
    }

    private FoundCaller Wrong(HttpContext http, Caller caller, Reason reason, string credential, string? note)
    {
        if (reason == Reason.UnknownCredential && wrongKeys.IsTooMany(http.Connection.RemoteIpAddress?.ToString() ?? ""))
        {
            reason = Reason.GuessingSuspected;
        }
        return new FoundCaller(caller, reason, caller.Kind == CallerKind.Anonymous ? fingerprints.Of(credential) : null, note);
    }
}
