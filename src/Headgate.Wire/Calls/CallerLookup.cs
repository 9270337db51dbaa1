using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Finds who calls, from the credential and nothing else.</summary>
internal sealed class CallerLookup(
    IEnumerable<ICallerSource> sources,
    Fingerprints fingerprints,
    WrongKeys wrongKeys,
    IUpstreamCalls? upstreams = null
)
{
    private readonly ICallerSource[] _sources = [.. sources];

    /// <param name="shown">What the caller shows.</param>
    /// <param name="surface">The door that it is shown at.</param>
    /// <param name="address">Where the call comes from.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<FoundCaller> FindAsync(CallerCredential shown, string surface, string address, CancellationToken cancellation)
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
            return (result.Refusal ?? result.Bounds?.FaultAt(surface, address)) is { } refusal
                ? Wrong(address, result.Caller, await ReasonOfAsync(refusal, credential, cancellation), credential, result.Note)
                : new FoundCaller(result.Caller, null, null, result.Note);
        }
        var reason = await ReasonOfAsync(Reason.UnknownCredential, credential, cancellation);
        return Wrong(address, Caller.Anonymous, reason, credential, null);
    }

    /// <summary>A token of an upstream belongs to nobody here either; who shows one has got what no caller should have, and the record says so.</summary>
    private async ValueTask<Reason> ReasonOfAsync(Reason reason, string credential, CancellationToken cancellation) =>
        reason == Reason.UnknownCredential && upstreams is not null && await upstreams.HoldsAsync(credential, cancellation)
            ? Reason.UpstreamTokenPresented
            : reason;

    private FoundCaller Wrong(string address, Caller caller, Reason reason, string credential, string? note)
    {
        if (reason is Reason.UnknownCredential or Reason.NotInitialised && wrongKeys.IsTooMany(address))
        {
            reason = Reason.GuessingSuspected;
        }
        return new FoundCaller(caller, reason, caller.Kind == CallerKind.Anonymous ? fingerprints.Of(credential) : null, note);
    }
}
