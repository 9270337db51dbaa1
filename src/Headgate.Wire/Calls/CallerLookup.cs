using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Finds who calls, from the credential and nothing else.</summary>
internal sealed class CallerLookup(IEnumerable<ICallerSource> sources, Fingerprints fingerprints, WrongKeys wrongKeys)
{
    private readonly ICallerSource[] _sources = [.. sources];

    public async ValueTask<FoundCaller> FindAsync(CallerCredential shown, string address, CancellationToken cancellation)
    {
        var credential = shown.Value.Reveal();
        if (shown.Refusal is { } unreadable)
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
            return result.Refusal is { } refusal
                ? Wrong(address, result.Caller, refusal, credential, result.Note)
                : new FoundCaller(result.Caller, null, null, result.Note);
        }
        return Wrong(address, Caller.Anonymous, Reason.UnknownCredential, credential, null);
    }

    private FoundCaller Wrong(string address, Caller caller, Reason reason, string credential, string? note)
    {
        if (reason == Reason.UnknownCredential && wrongKeys.IsTooMany(address))
        {
            reason = Reason.GuessingSuspected;
        }
        return new FoundCaller(caller, reason, caller.Kind == CallerKind.Anonymous ? fingerprints.Of(credential) : null, note);
    }
}
