using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Counts calls against the limits that hold: of the agent, of the operation, of the account. The gate's own administration counts for its caller only: however busy an
/// account is, an agent can be switched off.
/// </summary>
internal sealed class CallRates(AccountRate account, CallerRate caller)
{
    /// <summary>Counts one call; gives the time to wait where a limit is passed.</summary>
    public TimeSpan? Count(Operation operation, Caller who) =>
        caller.Count(operation, who) ?? (operation.IsGateAdministration ? null : account.Count(who));
}
