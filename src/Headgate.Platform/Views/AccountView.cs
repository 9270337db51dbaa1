using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>An account on the wire.</summary>
internal sealed record AccountView
{
    private readonly Account _row;

    private AccountView(Account row) => _row = row;

    public static AccountView Of(Account row) => new(row);

    public long Id => _row.Id;
    public string Name => _row.Name;
    public string Identifier => _row.Identifier;
    public string Plan => _row.Plan;
    public int State => (int)_row.State;
    public int RunSlots => _row.RunSlots;
    public int QueueLimit => _row.QueueLimit;
    public int RunDurationLimitSeconds => _row.RunDurationLimitSeconds;
    public int PodMemoryRequestMebibytes => _row.PodMemoryRequestMebibytes;
    public int DevelopPodMemoryRequestMebibytes => _row.PodMemoryRequestMebibytes;
    public int DeveloperSeats => _row.DeveloperSeats;
    public int ReadOnlySeats => _row.ReadOnlySeats;
    public int ItSeats => _row.ItSeats;
    public int ExplorerSeats { get; init; }
    public int AnalystSeats { get; init; }
    public bool Locked => _row.Locked;
    public string? LockReason => _row.LockReason;
    public string? LockCause => _row.LockCause;
    public IsoTime? RunLockedUntil => _row.RunLockedUntil;
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
    public string? StaticSubdomain => _row.StaticSubdomain;
    public string? VanitySubdomain => _row.VanitySubdomain;
    public long? DocsJobId => _row.DocsJobId;
    public long? FreshnessJobId => _row.FreshnessJobId;
    public IReadOnlyList<JsonElement> AccountMigrationEvents { get; init; } = [];

    /// <summary>Always empty, as in recorded answers: groups have a list of their own.</summary>
    public IReadOnlyList<GroupView> Groups { get; init; } = [];

    public IsoTime CreatedAt => _row.CreatedAt;
    public IsoTime UpdatedAt => _row.UpdatedAt;
}
