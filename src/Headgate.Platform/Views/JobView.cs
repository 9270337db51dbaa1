using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>A job on the wire (v2): every field of the official description and those that clients read beside it.</summary>
internal sealed record JobView
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required long ProjectId { get; init; }
    public required long EnvironmentId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public string? DbtVersion { get; init; }
    public string? RawDbtVersion { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public required IReadOnlyList<string> ExecuteSteps { get; init; }
    public required int State { get; init; }
    public required bool Deactivated { get; init; }
    public required int RunFailureCount { get; init; }
    public long? DeferringJobDefinitionId { get; init; }
    public long? DeferringEnvironmentId { get; init; }
    public required bool LifecycleWebhooks { get; init; }
    public string? LifecycleWebhooksUrl { get; init; }
    public required JobTriggersView Triggers { get; init; }
    public required JobSettingsView Settings { get; init; }
    public required JobExecutionView Execution { get; init; }
    public JobScheduleView? Schedule { get; init; }
    public required bool GenerateDocs { get; init; }
    public required bool RunGenerateSources { get; init; }
    public required bool GenerateSources { get; init; }
    public required bool IsDeferrable { get; init; }
    public required string JobType { get; init; }
    public required bool TriggersOnDraftPr { get; init; }
    public JobCompletionView? JobCompletionTriggerCondition { get; init; }
    public required bool RunCompareChanges { get; init; }
    public required string CompareChangesFlags { get; init; }
    public required bool RunLint { get; init; }
    public required bool ErrorsOnLintFailure { get; init; }
    public required IReadOnlyList<string> CostOptimizationFeatures { get; init; }
    public required bool ForceNodeSelection { get; init; }
    public string? CronHumanized { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public DateTimeOffset? NextRun { get; init; }

    public string? NextRunHumanized { get; init; }
    public RunView? MostRecentRun { get; init; }
    public RunView? MostRecentCompletedRun { get; init; }
    public IReadOnlyList<string>? CustomEnvironmentVariables { get; init; }
    public AccountView? Account { get; init; }
    public ProjectView? Project { get; init; }
    public EnvironmentV2View? Environment { get; init; }
    public JsonElement? FusionReadiness { get; init; }
}
