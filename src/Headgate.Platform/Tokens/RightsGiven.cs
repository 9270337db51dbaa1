using System.Net;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Tokens;

/// <summary>
/// Whoever gives rights must hold them, at every door: making a token, setting permissions, filling groups. Otherwise the right to administer people would be every
/// right.
/// </summary>
internal static class RightsGiven
{
    /// <summary>403 that names the first thing that the caller lacks; null where it holds all that it gives.</summary>
    /// <exception cref="InvalidOperationException">The operation does not declare that it gives rights, so an agent's grants were not asked about it.</exception>
    public static Answer? Refusal(CallContext call, IEnumerable<PermissionGrant> given)
    {
        if (call.Operation.GivesRights is null)
        {
            throw new InvalidOperationException($"{call.Operation.Id} gives rights and does not declare it.");
        }
        var now = call.Service<ExpiryClock>().Now;
        foreach (var grant in given)
        {
            if (call.Caller.Rights!.Lacking(grant, now) is { } missing)
            {
                var (title, where) = (
                    PermissionSets.Find(grant.Set)?.Title ?? grant.Set,
                    grant.ProjectId is { } p ? $"in project {p}" : "in all projects"
                );
                return Answer.Failure(
                    HttpStatusCode.Forbidden,
                    $"You don't have permission to do that: whoever gives rights must hold them. {title} {where} gives {missing}, which the caller does not hold there."
                );
            }
        }
        return null;
    }
}
