using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Addresses;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Workloads;

/// <summary>Which machines act as which agents. Every change is recorded before it is made.</summary>
internal sealed class WorkloadRegistry(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    ChangeRecords changes,
    PublicAddress address,
    IOutboundConnections outbound
)
{
    /// <summary>The workloads of an account, by number.</summary>
    public async Task<IReadOnlyList<WorkloadView>> ListAsync(long account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db
            .Workloads.AsNoTracking()
            .Where(w => w.AccountId == account && w.State == RowState.Active)
            .OrderBy(w => w.Id)
            .ToListAsync(cancellation);
        return [.. rows.Select(View)];
    }

    /// <summary>Lets a workload act as an agent.</summary>
    public async Task<AgentResult<WorkloadView>> CreateAsync(
        long account,
        NewWorkload asked,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        if (Fault(asked) is { } fault)
        {
            return new(null, fault);
        }
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var agent = await db.Agents.SingleOrDefaultAsync(
            a => a.AccountId == account && a.Id == asked.Agent && a.State == RowState.Active,
            cancellation
        );
        if (agent is null)
        {
            return new(null, new("agent_id", $"There is no agent {asked.Agent}."));
        }
        if (await db.Workloads.AnyAsync(w => w.AccountId == account && w.Name == asked.Name && w.State == RowState.Active, cancellation))
        {
            return new(null, new("name", $"There is a workload \"{asked.Name}\" already."));
        }
        var row = new Workload
        {
            AccountId = account,
            AgentId = agent.Id,
            Name = asked.Name,
            Issuer = asked.Issuer,
            Audience = asked.Audience ?? address.Url,
            Subject = asked.Subject,
            Claims = asked.Claims?.GetRawText(),
            KeysUrl = asked.KeysUrl,
            Keys = asked.Keys?.GetRawText(),
        };
        await changes.RecordAsync(
            by,
            "gate.workloads.create",
            account,
            $"let workload \"{row.Name}\" act as agent \"{agent.Name}\"",
            null,
            $"tokens of {row.Issuer} about {row.Subject} for {row.Audience}{(row.Claims is null ? "" : $" with {row.Claims}")}"
        );
        db.Workloads.Add(row);
        agent.Version++;
        await change.CommitAsync(cancellation);
        return new(View(row), null);
    }

    /// <summary>Ends it: its tokens are refused at once.</summary>
    public async Task<bool> DeleteAsync(long account, long id, ChangeActor by, CancellationToken cancellation)
    {
        await using var change = await rights.BeginAsync(cancellation);
        var row = await change.Db.Workloads.SingleOrDefaultAsync(
            w => w.AccountId == account && w.Id == id && w.State == RowState.Active,
            cancellation
        );
        if (row is null)
        {
            return false;
        }
        var agent = await change.Db.Agents.SingleAsync(a => a.Id == row.AgentId, cancellation);
        await changes.RecordAsync(
            by,
            "gate.workloads.delete",
            account,
            $"ended workload \"{row.Name}\" of agent \"{agent.Name}\"",
            "accepted",
            "refused"
        );
        row.State = RowState.Deleted;
        agent.Version++;
        await change.CommitAsync(cancellation);
        return true;
    }

    private AgentFault? Fault(NewWorkload asked) =>
        asked.Name.Trim().Length == 0 || asked.Name.Any(HiddenCharacter.Is)
            ? new("name", "A workload's name has 1 to 100 visible characters.")
        : !Uri.TryCreate(asked.Issuer, UriKind.Absolute, out var issuer) || issuer.Query.Length + issuer.Fragment.Length > 0
            ? new(
                "issuer",
                "The issuer is an address such as https://token.actions.githubusercontent.com, exactly as it stands in the tokens."
            )
        : asked.Subject.Length == 0 ? new("subject", "Name the one subject whose tokens are accepted.")
        : asked.Claims is { } claims && WorkloadClaims.Fault(claims) is { } wrong ? new("claims", wrong)
        : asked.Keys is { } keys ? (asked.KeysUrl is not null ? new("keys", "Give keys or keys_url, not both.") : Keys(keys))
        : outbound.Problem(asked.KeysUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var at) ? at : issuer) is { } problem
            ? new(
                asked.KeysUrl is null ? "issuer" : "keys_url",
                $"The keys cannot be fetched there: {problem}. They can also be given in keys."
            )
        : null;

    private static AgentFault? Keys(JsonElement keys) =>
        keys.GetRawText().Length > 64 * 1024 ? new("keys", "The keys have at most 64 KiB.")
        : IssuerKeys.Fault(keys.GetRawText()) is { } fault ? new("keys", fault)
        : null;

    private static WorkloadView View(Workload row) =>
        new(
            row.Id,
            row.Name,
            row.AgentId,
            row.Issuer,
            row.Audience,
            row.Subject,
            row.Claims is null ? null : JsonElement.Parse(row.Claims),
            row.KeysUrl,
            row.Keys is not null,
            row.CreatedAt
        );
}
