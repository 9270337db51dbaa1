using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An account on the wire.</summary>
internal sealed record AccountView
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Identifier { get; init; }
    public required string Plan { get; init; }
    public required int State { get; init; }
    public required int RunSlots { get; init; }
    public required int QueueLimit { get; init; }
    public required int RunDurationLimitSeconds { get; init; }
    public required int PodMemoryRequestMebibytes { get; init; }
    public required int DevelopPodMemoryRequestMebibytes { get; init; }
    public required int DeveloperSeats { get; init; }
    public required int ReadOnlySeats { get; init; }
    public required int ItSeats { get; init; }
    public int ExplorerSeats { get; init; }
    public int AnalystSeats { get; init; }
    public required bool Locked { get; init; }
    public string? LockReason { get; init; }
    public string? LockCause { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public DateTimeOffset? RunLockedUntil { get; init; }

    public DateTimeOffset? UnlockedAt { get; init; }
    public DateTimeOffset? TrialEndDate { get; init; }
    public DateTimeOffset? CopilotLockedUntil { get; init; }
    public bool AgentCreditLocked { get; init; }
    public bool PendingCancel { get; init; }
    public bool BusinessCritical { get; init; }
    public string? BillingEmailAddress { get; init; }
    public string? EnterpriseLoginSlug { get; init; }
    public string? StarterRepoUrl { get; init; }
    public string GitAuthLevel { get; init; } = "team";
    public string? StaticSubdomain { get; init; }
    public string? VanitySubdomain { get; init; }
    public long? DocsJobId { get; init; }
    public long? FreshnessJobId { get; init; }
    public IReadOnlyList<JsonElement> AccountMigrationEvents { get; init; } = [];
    public IReadOnlyList<JsonElement> Groups { get; init; } = [];

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(IsoTimeConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountView Of(Account account) =>
        new()
        {
            Id = account.Id,
            Name = account.Name,
            Identifier = account.Identifier,
            Plan = account.Plan,
            State = (int)account.State,
            RunSlots = account.RunSlots,
            QueueLimit = account.QueueLimit,
            RunDurationLimitSeconds = account.RunDurationLimitSeconds,
            PodMemoryRequestMebibytes = account.PodMemoryRequestMebibytes,
            DevelopPodMemoryRequestMebibytes = account.PodMemoryRequestMebibytes,
            DeveloperSeats = account.DeveloperSeats,
            ReadOnlySeats = account.ReadOnlySeats,
            ItSeats = account.ItSeats,
            Locked = account.Locked,
            LockReason = account.LockReason,
            LockCause = account.LockCause,
            RunLockedUntil = account.RunLockedUntil,
            StaticSubdomain = account.StaticSubdomain,
            VanitySubdomain = account.VanitySubdomain,
            DocsJobId = account.DocsJobId,
            FreshnessJobId = account.FreshnessJobId,
            CreatedAt = account.CreatedAt,
            UpdatedAt = account.UpdatedAt,
        };
}
