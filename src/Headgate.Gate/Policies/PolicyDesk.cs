using System.Globalization;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Decisions;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Policies;

/// <summary>
/// Agents and grants as a file: what it would change, whether its tests hold, and its application, all of it in one transaction or nothing. Keys are not in the file: whoever was
/// revoked stays revoked, and an agent that is off stays off.
/// </summary>
internal sealed class PolicyDesk(
    IDbContextFactory<HeadgateDb> databases,
    RightsChanges rights,
    ChangeRecords changes,
    OperationCatalogue catalogue,
    PolicyTests tests,
    JournalReader journal,
    TimeProvider time
)
{
    /// <summary>What a file would change.</summary>
    public async Task<PolicyPlan> CheckAsync(CallContext asked, string text, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (plan, _) = await PlanAsync(db, asked, text, cancellation);
        return plan;
    }

    /// <summary>Applies a file.</summary>
    /// <param name="asked">The call that applies it.</param>
    /// <param name="text">The file.</param>
    /// <param name="base">The version that the file was made from; null for whichever is in effect.</param>
    /// <param name="takesBackDrift">Whether what was changed beside the file is taken back.</param>
    /// <param name="note">Why; null for nothing.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What was changed, or a fault.</returns>
    public async Task<AgentResult<PolicyPlan>> ApplyAsync(
        CallContext asked,
        string text,
        int? @base,
        bool takesBackDrift,
        string? note,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        await using var change = await rights.BeginAsync(cancellation);
        var db = change.Db;
        var account = asked.AccountId;
        // Whoever applies at the same moment waits here, and finds another version then.
        await db.Database.ExecuteSqlAsync($"UPDATE accounts SET updated_at = updated_at WHERE id = {account}", cancellation);
        var (plan, file) = await PlanAsync(db, asked, text, cancellation);
        if (!plan.IsGood)
        {
            return new(plan, new("text", FaultOf(plan)));
        }
        if (@base is { } from && from != plan.CurrentVersion)
        {
            return new(
                plan,
                new(
                    "base_version",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The file was made from version {from}, and version {plan.CurrentVersion} is in effect: look at the difference first."
                    )
                )
            );
        }
        if (plan.Drift.Count > 0 && !takesBackDrift)
        {
            return new(
                plan,
                new(
                    "take_back_drift",
                    $"Something was changed beside the file: {string.Join(" ", plan.Drift.Take(5))} Put it into the file, or say take_back_drift to take it back."
                )
            );
        }
        if (plan.Changes.Count == 0)
        {
            return new(plan, null);
        }
        var number = plan.CurrentVersion + 1;
        await changes.RecordAsync(
            by,
            "gate.policy.apply",
            account,
            string.Create(
                CultureInfo.InvariantCulture,
                $"applied policy {number}{(note is null ? "" : $" ({note})")}: {string.Join(" ", plan.Changes.Take(20))}"
            ),
            string.Create(CultureInfo.InvariantCulture, $"policy {plan.CurrentVersion}"),
            string.Create(CultureInfo.InvariantCulture, $"policy {number}")
        );
        await WriteAsync(db, account, file!, number, by, cancellation);
        db.PolicyVersions.Add(
            new PolicyVersion
            {
                AccountId = account,
                Number = number,
                Text = text,
                Changes = JsonSerializer.Serialize(plan.Changes),
                Note = note,
                AppliedBy = by.Describe(),
                CreatedAt = time.GetUtcNow(),
            }
        );
        await change.CommitAsync(cancellation);
        return new(plan with { AppliedVersion = number }, null);
    }

    /// <summary>What a file would have decided about recorded calls; or its faults.</summary>
    public async Task<(PolicyRehearsalView? View, IReadOnlyList<PolicyFault> Faults)> RehearseAsync(
        CallContext asked,
        string text,
        DateTimeOffset? since,
        DateTimeOffset? until,
        CancellationToken cancellation
    )
    {
        var (file, faults) = PolicyReader.Read(text, catalogue);
        if (file is null)
        {
            return (null, faults);
        }
        var account = asked.AccountId;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var agents = await db
            .Agents.AsNoTracking()
            .Where(a => a.AccountId == account && a.State == RowState.Active)
            .ToListAsync(cancellation);
        var places = await AgentTables.PlacesAsync(db, account, [new GrantPlaces { JobPattern = "*" }], cancellation);
        var callers = PolicyTests.Callers(file, account, agents, places);
        var query = new JournalQuery
        {
            Kind = "decision",
            Account = account,
            Since = since,
            Until = until,
        };
        // Reading a week of records keeps a thread busy; no other call waits for that one.
        var view = await Task.Run(
            () => PolicyRehearsal.Of(journal.Read(query, cancellation).Select(r => r.Record), callers, catalogue, cancellation),
            cancellation
        );
        return (view, []);
    }

    /// <summary>The policies that were applied, the newest first.</summary>
    public async Task<(IReadOnlyList<PolicyVersionView> Page, int Total)> ListAsync(
        long account,
        int offset,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.PolicyVersions.AsNoTracking().Where(p => p.AccountId == account);
        var page = await rows.OrderByDescending(p => p.Number).Skip(offset).Take(limit).ToListAsync(cancellation);
        return ([.. page.Select(p => View(p) with { Text = null })], await rows.CountAsync(cancellation));
    }

    /// <summary>One of them; null where there is none of this number.</summary>
    public async Task<PolicyVersionView?> FindAsync(long account, int number, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db
            .PolicyVersions.AsNoTracking()
            .FirstOrDefaultAsync(p => p.AccountId == account && p.Number == number, cancellation);
        return row is null ? null : View(row);
    }

    private async Task<(PolicyPlan Plan, PolicyFile? File)> PlanAsync(
        HeadgateDb db,
        CallContext asked,
        string text,
        CancellationToken cancellation
    )
    {
        var account = asked.AccountId;
        var last = await db
            .PolicyVersions.AsNoTracking()
            .Where(p => p.AccountId == account)
            .OrderByDescending(p => p.Number)
            .FirstOrDefaultAsync(cancellation);
        var (file, faults) = PolicyReader.Read(text, catalogue);
        if (file is null)
        {
            return (new PolicyPlan { Faults = faults, CurrentVersion = last?.Number ?? 0 }, null);
        }
        var agents = await db
            .Agents.AsNoTracking()
            .Where(a => a.AccountId == account && a.State == RowState.Active)
            .ToListAsync(cancellation);
        var grants = (
            await db.AgentGrants.AsNoTracking().Where(g => g.AccountId == account && g.State == RowState.Active).ToListAsync(cancellation)
        ).ToLookup(g => g.AgentId);
        var refused = Refused(file, agents).ToList();
        if (refused.Count > 0)
        {
            return (new PolicyPlan { Faults = refused, CurrentVersion = last?.Number ?? 0 }, null);
        }
        var places = await AgentTables.PlacesAsync(db, account, [new GrantPlaces { JobPattern = "*" }], cancellation);
        var callers = PolicyTests.Callers(file, account, agents, places);
        return (
            new PolicyPlan
            {
                Changes = PolicyDifference.Of(file, agents, grants),
                Drift = Drift(last, agents, grants),
                Tests = await tests.RunAsync(file, asked, callers, cancellation),
                Unreachable = Unreachable(file),
                CurrentVersion = last?.Number ?? 0,
            },
            file
        );
    }

    /// <summary>What the agents of the last policy have, or have not, beside it.</summary>
    private IReadOnlyList<string> Drift(PolicyVersion? last, IReadOnlyList<Agent> agents, ILookup<long, AgentGrant> grants) =>
        last is not null && PolicyReader.Read(last.Text, catalogue).File is { } before
            ?
            [
                .. PolicyDifference
                    .Of(before, agents, grants)
                    .Select(s =>
                        s.Replace("\" gains: ", "\" has lost beside the file: ", StringComparison.Ordinal)
                            .Replace("\" loses: ", "\" has got beside the file: ", StringComparison.Ordinal)
                            .Replace("\" is made, without a key.", "\" was deleted beside the file.", StringComparison.Ordinal)
                    ),
            ]
            : [];

    /// <summary>What only the account can say: names that are nearly those of other agents, an upstream that an agent cannot move to.</summary>
    private static IEnumerable<PolicyFault> Refused(PolicyFile file, IReadOnlyList<Agent> agents)
    {
        foreach (var wanted in file.Agents)
        {
            var known = agents.FirstOrDefault(a => string.Equals(a.Name, wanted.Name, StringComparison.Ordinal));
            if (known is null && agents.FirstOrDefault(a => PolicyNames.Same(a.Name, wanted.Name)) is { } near)
            {
                yield return new(
                    wanted.Line,
                    $"There is an agent {PolicyNames.Quote(near.Name)}, which {PolicyNames.Quote(wanted.Name)} would be taken for."
                );
            }
            foreach (var grant in wanted.Grants)
            {
                if (GrantRows.CheckElsewhere(grant.Grant, known?.Upstream ?? Agent.Local) is { } fault)
                {
                    yield return new(grant.Line, fault.Message);
                }
            }
            if (wanted.Upstream is { } upstream && upstream != Agent.Local)
            {
                if (known is null)
                {
                    yield return new(
                        wanted.Line,
                        $"Agents of an upstream are made by 'headgate agent add {wanted.Name} --upstream {upstream}'; the policy then has their grants."
                    );
                }
                else if (known.Upstream != upstream)
                {
                    yield return new(
                        wanted.Line,
                        $"Agent {PolicyNames.Quote(wanted.Name)} works in \"{known.Upstream}\"; where it works is not changed by a policy."
                    );
                }
            }
        }
    }

    /// <summary>A grant that another one of the same capability and level makes needless, or a denial takes away.</summary>
    private static IReadOnlyList<string> Unreachable(PolicyFile file) =>
        [
            .. file.Agents.SelectMany(a =>
                a.Grants.Where(g =>
                        !GrantRows.IsDenial(g.Grant.Level)
                        && a.Grants.Any(d =>
                            GrantRows.IsDenial(d.Grant.Level)
                            && d.Grant.Capability == g.Grant.Capability
                            && (GrantRows.IsEverywhere(d.Grant) || GrantRows.SamePlaces(d.Grant, g.Grant))
                        )
                    )
                    .Select(g =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"line {g.Line}: {GrantRows.Sentence(PolicyDifference.Row(g.Grant))} of agent \"{a.Name}\" decides nothing: it is denied there."
                        )
                    )
            ),
        ];

    private static async Task WriteAsync(
        HeadgateDb db,
        long account,
        PolicyFile file,
        int number,
        ChangeActor by,
        CancellationToken cancellation
    )
    {
        foreach (var wanted in file.Agents)
        {
            var agent = await db.Agents.FirstOrDefaultAsync(
                a => a.AccountId == account && a.Name == wanted.Name && a.State == RowState.Active,
                cancellation
            );
            if (agent is null)
            {
                agent = new Agent { AccountId = account, Name = wanted.Name };
                db.Agents.Add(agent);
            }
            agent.Description = wanted.Description ?? agent.Description;
            agent.Owner = wanted.Owner ?? agent.Owner;
            agent.Version++;
            await db.SaveChangesAsync(cancellation);
            var now = await db.AgentGrants.Where(g => g.AgentId == agent.Id && g.State == RowState.Active).ToListAsync(cancellation);
            var missing = wanted
                .Grants.Select(g => PolicyDifference.Row(g.Grant))
                .DistinctBy(GrantRows.Sentence, StringComparer.Ordinal)
                .ToDictionary(GrantRows.Sentence, StringComparer.Ordinal);
            foreach (var row in now)
            {
                // What stays keeps its number, which budgets, approvals and the record know.
                if (!missing.Remove(GrantRows.Sentence(row)))
                {
                    row.State = RowState.Deleted;
                }
            }
            foreach (var row in missing.Values)
            {
                (row.AccountId, row.AgentId) = (account, agent.Id);
                row.CreatedBy = string.Create(CultureInfo.InvariantCulture, $"{by.Describe()}, policy {number}");
                db.AgentGrants.Add(row);
            }
        }
    }

    private static string FaultOf(PolicyPlan plan) =>
        plan.Faults.Count > 0
            ? string.Join(" ", plan.Faults.Take(10))
            : "Tests fail: "
                + string.Join(" ", plan.Tests.Where(t => !t.Passed).Take(5).Select(t => $"line {t.Line} \"{t.Name}\": {t.Message}"));

    private static PolicyVersionView View(PolicyVersion row) =>
        new(row.Number, row.CreatedAt, row.AppliedBy, row.Note, JsonSerializer.Deserialize<List<string>>(row.Changes) ?? [], row.Text);
}
