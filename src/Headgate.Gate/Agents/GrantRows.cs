using Headgate.Catalogue;
using Headgate.Gate.Conditions;
using Headgate.Gate.Decisions;
using Headgate.Store.Model;

namespace Headgate.Gate.Agents;

/// <summary>Grants between the store's rows, the rules and the views.</summary>
internal static class GrantRows
{
    private const string Deny = "deny";

    /// <summary>The grant that a row means; null where its capability is no longer known, which then allows nothing.</summary>
    public static Grant? ToGrant(AgentGrant row) =>
        Capabilities.Find(row.Capability) is { } capability && LevelOf(row.Level) is { } level
            ? IsDenial(row.Level)
                // A denial holds, whatever else its row says.
                ? new Grant(row.Id, capability, level)
                {
                    Places = PlacesOf(row),
                    ExpiresAt = row.ExpiresAt,
                    IsDenial = true,
                }
                : GrantExtras.Parse(row.Rules) is { } extras
                    ? new Grant(row.Id, capability, level)
                    {
                        Places = PlacesOf(row),
                        ExpiresAt = row.ExpiresAt,
                        Extras = extras,
                    }
                    : null
            : null;

    /// <summary>Whether a level takes away instead of granting.</summary>
    public static bool IsDenial(string level) => level == Deny;

    /// <summary>A grant as administrators see it.</summary>
    /// <param name="row">The grant.</param>
    /// <param name="places">What its account holds; null where that is not known here.</param>
    public static AgentGrantView ToView(AgentGrant row, AccountPlaces? places)
    {
        var extras = GrantExtras.Parse(row.Rules) ?? GrantExtras.None;
        return new()
        {
            Id = row.Id,
            Capability = row.Capability,
            Level = row.Level,
            ProjectIds = row.ProjectIds,
            EnvironmentIds = row.EnvironmentIds,
            JobIds = row.JobIds,
            ProjectPattern = row.ProjectPattern,
            EnvironmentPattern = row.EnvironmentPattern,
            JobPattern = row.JobPattern,
            Tools = row.Tools,
            Overrides = extras.Overrides,
            IssueCredentials = extras.IssueCredentials,
            When = extras.When.IsEmpty ? null : extras.When,
            Note = row.Note,
            ExpiresAt = row.ExpiresAt,
            CreatedBy = row.CreatedBy,
            Unmatched = places is null ? [] : PlacesOf(row).Unmatched(places),
            Sentence = Sentence(row),
        };
    }

    /// <summary>The grant in words.</summary>
    public static string Sentence(AgentGrant row)
    {
        if (GrantExtras.Parse(row.Rules) is not { } extras)
        {
            return $"{row.Capability} {row.Level} in {PlacesOf(row).Describe()}, without effect: its rules cannot be read";
        }
        return $"{row.Capability} {(IsDenial(row.Level) ? "denied" : row.Level)} in {PlacesOf(row).Describe()}"
            + (extras.Overrides.Count > 0 ? $", with overrides {string.Join(", ", extras.Overrides)}" : "")
            + (extras.IssueCredentials ? ", with making credentials" : "")
            + extras.When.Describe()
            + (row.ExpiresAt is { } end ? $", until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "");
    }

    /// <summary>A grant that is not put yet, in words.</summary>
    public static string Sentence(NewGrant grant)
    {
        var row = new AgentGrant { Capability = grant.Capability };
        Fill(row, grant);
        return Sentence(row);
    }

    public static Level? LevelOf(string text) =>
        text switch
        {
            "off" => Level.Off,
            "read" => Level.Read,
            "full" or Deny => Level.Full,
            _ => null,
        };

    /// <summary>What is wrong with a grant that someone wants to put; null for nothing.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="catalogue">The operations that there are; null where they are not known.</param>
    public static AgentFault? Check(NewGrant grant, OperationCatalogue? catalogue)
    {
        if (Capabilities.Find(grant.Capability) is not { } capability)
        {
            return new(
                "capability",
                $"There is no capability \"{grant.Capability}\". The capabilities are {string.Join(", ", Capabilities.All)}."
            );
        }
        if (LevelOf(grant.Level) is not { } level || (level == Level.Read && capability.Kind == CapabilityKind.Action))
        {
            return new(
                "level",
                $"The level of {capability.Id} is off{(capability.Kind == CapabilityKind.Action ? "" : ", read")}, full or deny, not \"{grant.Level}\"."
            );
        }
        if (IsDenial(grant.Level) && (!grant.When.IsEmpty || grant.Overrides.Count > 0 || grant.IssueCredentials))
        {
            return new("level", "What is denied is denied under all conditions: leave when, overrides and issue_credentials out.");
        }
        if (IsDenial(grant.Level) && NarrowsPlaces(grant) && !ScopeRules.HasPlaces(capability))
        {
            return new("level", $"{capability.Name} belong to no project, so that they are denied everywhere or nowhere: say everywhere.");
        }
        if (ConditionFaults.Of(grant.When, capability, catalogue) is { } fault)
        {
            return new(fault.Field, fault.Message);
        }
        if (capability.IsGrantedByName != grant.Tools.Count > 0)
        {
            return new(
                "tools",
                capability.IsGrantedByName
                    ? $"A grant of {capability.Id} names each tool that it is for, such as weather__forecast; the whole account is not granted."
                    : $"Tools are named by grants of {Capabilities.CallForeignTool.Id} alone, not of {capability.Id}."
            );
        }
        if (grant.Tools.Count > 0 && NarrowsPlaces(grant))
        {
            return new("tools", "A foreign tool lies in no project, environment or job: leave those out.");
        }
        if (grant.ProjectIds.Concat(grant.EnvironmentIds).Concat(grant.JobIds).FirstOrDefault(id => id <= 0) is < 0 and var id)
        {
            return new("project_ids", $"{id} is no id.");
        }
        foreach (
            var (field, pattern) in new[]
            {
                ("project_pattern", grant.ProjectPattern),
                ("environment_pattern", grant.EnvironmentPattern),
                ("job_pattern", grant.JobPattern),
            }
        )
        {
            if (pattern is { Length: 0 or > 200 })
            {
                return new(field, "A name pattern has 1 to 200 characters; a star stands for any text.");
            }
        }
        return null;
    }

    /// <summary>What an agent of an account elsewhere cannot be granted, as nothing here could settle it; null for nothing.</summary>
    public static AgentFault? CheckElsewhere(NewGrant grant, string upstream) =>
        upstream == Agent.Local ? null
        : grant.When.Models is not null && grant.Capability != Capabilities.TriggerRun.Id
            ? new(
                "when.models",
                $"What a repeated run of \"{upstream}\" executes is not known here, so that no rule about its models could be evaluated: give the agent a rule about models for runs.trigger."
            )
        : (grant.When.Budget?.WarehouseSeconds ?? grant.When.Budget?.Rows) is not null
            ? new(
                "when.budget",
                $"What runs and queries of \"{upstream}\" take of its warehouse is not measured here, so that it could not be counted: give the agent a number of runs or of run_minutes."
            )
        : null;

    private static bool NarrowsPlaces(NewGrant grant) =>
        grant.ProjectIds.Count + grant.EnvironmentIds.Count + grant.JobIds.Count > 0
        || (grant.ProjectPattern ?? grant.EnvironmentPattern ?? grant.JobPattern) is not null;

    public static void Fill(AgentGrant row, NewGrant grant)
    {
        row.Level = grant.Level;
        row.ProjectIds = [.. grant.ProjectIds.Distinct().Order()];
        row.EnvironmentIds = [.. grant.EnvironmentIds.Distinct().Order()];
        row.JobIds = [.. grant.JobIds.Distinct().Order()];
        row.ProjectPattern = grant.ProjectPattern;
        row.EnvironmentPattern = grant.EnvironmentPattern;
        row.JobPattern = grant.JobPattern;
        row.Tools = [.. grant.Tools.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        row.Rules = new GrantExtras
        {
            Overrides = grant.Overrides,
            IssueCredentials = grant.IssueCredentials,
            When = grant.When,
        }.ToJson();
        row.Note = grant.Note;
        row.ExpiresAt = grant.ExpiresAt;
    }

    /// <summary>
    /// Whether a grant takes the place of a row: both grant or both deny, at the same places; and where one of them has conditions, as much. What is free to read can stand beside
    /// what a person has to agree to, and a condition that is added replaces what was granted without.
    /// </summary>
    public static bool Replaces(NewGrant grant, AgentGrant row) =>
        string.Equals(row.Capability, grant.Capability, StringComparison.Ordinal)
        && SamePlaces(row, grant)
        && IsDenial(row.Level) == IsDenial(grant.Level)
        && (
            string.Equals(row.Level, grant.Level, StringComparison.Ordinal)
            || string.Equals(grant.Level, "off", StringComparison.Ordinal)
            || (grant.When.IsEmpty && GrantExtras.Parse(row.Rules) is { When.IsEmpty: true })
        );

    /// <summary>Whether a row holds at the places of a grant.</summary>
    public static bool SamePlaces(AgentGrant row, NewGrant grant) =>
        row.ProjectIds.Order().SequenceEqual(grant.ProjectIds.Distinct().Order())
        && row.EnvironmentIds.Order().SequenceEqual(grant.EnvironmentIds.Distinct().Order())
        && row.JobIds.Order().SequenceEqual(grant.JobIds.Distinct().Order())
        && row.Tools.SequenceEqual(grant.Tools.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        && string.Equals(row.ProjectPattern, grant.ProjectPattern, StringComparison.Ordinal)
        && string.Equals(row.EnvironmentPattern, grant.EnvironmentPattern, StringComparison.Ordinal)
        && string.Equals(row.JobPattern, grant.JobPattern, StringComparison.Ordinal);

    /// <summary>Whether two grants hold at the same places.</summary>
    public static bool SamePlaces(NewGrant one, NewGrant other)
    {
        var row = new AgentGrant();
        Fill(row, one);
        return SamePlaces(row, other);
    }

    /// <summary>Whether a grant holds in the whole account.</summary>
    public static bool IsEverywhere(NewGrant grant) => !NarrowsPlaces(grant) && grant.Tools.Count == 0;

    public static GrantPlaces PlacesOf(AgentGrant row) =>
        new()
        {
            Projects = row.ProjectIds,
            Environments = row.EnvironmentIds,
            Jobs = row.JobIds,
            ProjectPattern = row.ProjectPattern,
            EnvironmentPattern = row.EnvironmentPattern,
            JobPattern = row.JobPattern,
            Tools = row.Tools,
        };
}
