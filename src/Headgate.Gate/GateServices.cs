using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Approvals;
using Headgate.Gate.Budgets;
using Headgate.Gate.Clients;
using Headgate.Gate.Decisions;
using Headgate.Gate.Foreign;
using Headgate.Gate.History;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Forwarding;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Gate.Models;
using Headgate.Gate.Policies;
using Headgate.Gate.Rebuilding;
using Headgate.Gate.Recording;
using Headgate.Gate.Repeats;
using Headgate.Gate.Requests;
using Headgate.Gate.Terms;
using Headgate.Gate.Upstreams;
using Headgate.Gate.Workloads;
using Headgate.Store;
using Headgate.Store.Rights;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Headgate.Gate;

/// <summary>Adds the gate to an application: who agents are, what they may, and the record.</summary>
public static class GateServices
{
    /// <summary>
    /// Adds the callers <c>hga_…</c>, their decider, the journal as the record, and <see cref="AgentRegistry"/>. The store is added by others.
    /// The journal is opened when first asked for: <see cref="OpenJournal"/> does that at start.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="journal">Where the journal lies.</param>
    public static IServiceCollection AddGate(this IServiceCollection services, JournalSettings journal)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(journal);
        services.AddSingleton(provider =>
            JournalWriter.Open(
                provider.GetRequiredService<JournalSettings>() with
                {
                    InstallationIsOld = HasAccounts(provider),
                },
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<JournalWriter>>(),
                provider.GetService<JournalDisk>() ?? new JournalDisk()
            )
        );
        services.AddSingleton(new JournalReader(journal.Folder));
        services.AddHostedService<JournalForwarding>();
        services.AddSingleton<ChangeRecords>();
        services.AddSingleton<IOperatorRecord, OperatorRecord>();
        services.AddSingleton<RecentLookups<KnownKey>>();
        services.AddSingleton(provider => new AgentRegistry(
            provider.GetRequiredService<IDbContextFactory<HeadgateDb>>(),
            provider.GetRequiredService<RightsChanges>(),
            provider.GetRequiredService<TokenHasher>(),
            provider.GetRequiredService<ChangeRecords>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<OperationCatalogue>()
        ));
        services.TryAddSingleton<ExpiryClock>();
        services.AddSingleton<AgentCallers>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<Approvers>();
        services.AddSingleton<ApprovalEvents>();
        services.AddSingleton<ApprovalQueue>();
        services.AddSingleton(provider => new ApprovalDesk(
            provider.GetRequiredService<IDbContextFactory<HeadgateDb>>(),
            provider.GetRequiredService<ChangeRecords>(),
            provider.GetRequiredService<ApprovalEvents>(),
            provider.GetRequiredService<ExpiryClock>()
        ));
        services.TryAddSingleton(provider => new NodesProgram(
            [Environment.ProcessPath!, NodesProgram.Word],
            provider.GetRequiredService<ILogger<NodesProgram>>()
        ));
        services.AddSingleton<UpstreamRuns>();
        services.AddSingleton<ModelForesight>();
        services.AddSingleton<ModelRule>();
        services.AddSingleton<IRunTerms, HeldRuns>();
        services.AddSingleton<Rebuilders>();
        services.AddSingleton<GrantRequests>();
        services.AddSingleton<FullRefreshes>();
        services.AddSingleton<ErrorReadings>();
        services.AddSingleton<HistoryRule>();
        services.AddSingleton<BudgetRule>();
        services.AddSingleton<BudgetLedger>();
        services.AddSingleton<BudgetRecords>();
        services.AddSingleton(provider => new BudgetRefill(
            provider.GetRequiredService<BudgetLedger>(),
            provider.GetRequiredService<ChangeRecords>()
        ));
        services.AddSingleton<RunsElsewhere>();
        services.AddSingleton<BudgetSettlement>();
        services.AddSingleton<IQueryCosts, QueryCosts>();
        services.AddHostedService<BudgetSettling>();
        services.AddSingleton<ITermsKeeper, TermsKeeper>();
        services.AddSingleton<IRepeatKeeper, KeptCalls>();
        services.AddSingleton<PolicyTests>();
        services.AddSingleton<PolicyDesk>();
        services.AddUpstreams();
        services.AddSingleton<ForeignEndpoints>();
        services.AddSingleton<ForeignRecords>();
        services.AddSingleton<ForeignLists>();
        services.AddSingleton<ForeignCalls>();
        services.AddSingleton<IForeignTools, ForeignToolSet>();
        services.AddSingleton(provider => new ForeignServers(
            provider.GetRequiredService<IDbContextFactory<HeadgateDb>>(),
            provider.GetRequiredService<RightsChanges>(),
            provider.GetRequiredService<ChangeRecords>(),
            provider.GetRequiredService<ForeignEndpoints>(),
            provider.GetRequiredService<ForeignLists>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IForeignServers>()
        ));
        services.AddOperations(DeclaredOperations.All);
        services.AddSingleton<ICallerSource, AgentCallerSource>();
        services.AddClients();
        services.AddWorkloads();
        services.AddSingleton<IDecider, GrantDecider>();
        services.AddSingleton<IRecorder, JournalRecorder>();
        return services;
    }

    /// <summary>Whether the installation has worked before; a journal that is missing then was lost.</summary>
    private static bool HasAccounts(IServiceProvider provider)
    {
        using var db = provider.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContext();
        return db.Accounts.Any();
    }

    /// <summary>Opens the journal, repairing what a crash left, so that a damaged one stops the start and not the first call.</summary>
    /// <param name="services">The built application's services.</param>
    /// <exception cref="JournalUnavailableException">It cannot be written, or another process has it.</exception>
    /// <exception cref="JournalDamagedException">It was cut, put back or changed.</exception>
    public static void OpenJournal(this IServiceProvider services) => services.GetRequiredService<JournalWriter>();
}
