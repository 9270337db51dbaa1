namespace Headgate.Wire;

/// <summary>Takes what an allowed call needs before it is done: its share of a budget, a person's yes. Only calls whose decision has terms come here.</summary>
public interface ITermsKeeper
{
    /// <summary>Takes it, in one step that no other call can share.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Ends the wait; what was taken then is given back.</param>
    ValueTask<TermsTaken> TakeAsync(TermsCall call, CancellationToken cancellation);

    /// <summary>Says what a call would touch, and what its terms would say of that. Nothing is taken.</summary>
    /// <param name="call">The call; its terms are null where it has none.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<TermsForeseen> ForeseeAsync(TermsCall call, CancellationToken cancellation);

    /// <summary>Settles what was taken once it is known what came of the call.</summary>
    /// <param name="taken">What was taken.</param>
    /// <param name="end">How the call ended; null where nobody knows, as its caller left or something broke.</param>
    ValueTask SettleAsync(TermsTaken taken, CallEnd? end);
}
