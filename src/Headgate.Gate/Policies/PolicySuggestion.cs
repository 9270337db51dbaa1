using System.Globalization;
using System.Text;
using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Policies;

/// <summary>
/// The least grants that would have allowed what agents did, or tried to do for want of a grant: a policy file to begin from. Pure but for reading the record. What a rule of arguments, a budget or an
/// approval would add, a person knows.
/// </summary>
internal static class PolicySuggestion
{
    private static readonly HashSet<string> ForWantOfGrant = new(StringComparer.Ordinal)
    {
        "area-off",
        "read-only",
        "action-not-granted",
        "out-of-scope",
        "scope-not-applicable",
        "argument-not-granted",
        "grant-expired",
    };

    /// <summary>Suggests.</summary>
    /// <param name="records">The record's decisions, in order.</param>
    /// <param name="agent">The agent by name; null for all.</param>
    /// <param name="catalogue">The operations that there are.</param>
    /// <param name="cancellation">Ends it.</param>
    public static PolicySuggestionView Of(
        IEnumerable<JournalRecord> records,
        string? agent,
        OperationCatalogue catalogue,
        CancellationToken cancellation
    )
    {
        var operations = catalogue.Operations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var agents = new SortedDictionary<string, SortedDictionary<string, Need>>(StringComparer.Ordinal);
        var (calls, left) = (0L, 0L);
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            if (record.Caller is not { Kind: "agent" } by || (agent is not null && by.Name != agent))
            {
                continue;
            }
            if (
                record.Operation is not { } id
                || !operations.TryGetValue(id, out var operation)
                || operation.NeedsNoGrant
                || operation.IsGateAdministration
                || operation.Capability.IsGrantedByName
                || !IsNeeded(record)
            )
            {
                left++;
                continue;
            }
            calls++;
            if (!agents.TryGetValue(by.Name, out var needs))
            {
                agents[by.Name] = needs = new(StringComparer.Ordinal);
            }
            if (!needs.TryGetValue(operation.Capability.Id, out var need))
            {
                needs[operation.Capability.Id] = need = new Need(operation.Capability);
            }
            need.Add(operation, record);
        }
        return new PolicySuggestionView(calls, left, Write(agents));
    }

    private static bool IsNeeded(JournalRecord record) =>
        record.Decision is "Allowed" or "Held" || (record.Decision == "Denied" && ForWantOfGrant.Contains(record.Reason ?? ""));

    private static string Write(SortedDictionary<string, SortedDictionary<string, Need>> agents)
    {
        var yaml = new StringBuilder("version: 1\nagents:\n");
        foreach (var (name, needs) in agents)
        {
            yaml.Append("  ").Append(Quoted(name)).Append(":\n");
            var grants = new StringBuilder();
            foreach (var need in needs.Values)
            {
                need.Write(grants);
            }
            yaml.Append(grants.ToString().Contains("- {", StringComparison.Ordinal) ? "    grants:\n" : "    grants: []\n").Append(grants);
        }
        return agents.Count == 0 ? "" : yaml.ToString();
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    /// <summary>What one agent needs of one capability.</summary>
    private sealed class Need(Capability capability)
    {
        private readonly SortedSet<long> _projects = [];
        private readonly SortedSet<long> _jobs = [];
        private readonly SortedSet<string> _overrides = new(StringComparer.Ordinal);
        private bool _everywhere;
        private Level _level = Level.Read;
        private long _allowed;
        private long _denied;

        public void Add(Operation operation, JournalRecord record)
        {
            _level = operation.NeededLevel == Level.Full ? Level.Full : _level;
            if (record.Decision == "Denied")
            {
                _denied++;
            }
            else
            {
                _allowed++;
            }
            var (job, project) = PlaceOf(operation, record);
            if (job is not null && (capability.Kind == CapabilityKind.Action || project is null))
            {
                // An act at a job is granted for that job, anything else for its project.
                _jobs.Add(job.Value);
            }
            else if (project is not null)
            {
                _projects.Add(project.Value);
            }
            else if (operation.Target.Kind == TargetKind.Account && !IsList(operation))
            {
                // A list of the whole account shows what its other places allow.
                _everywhere = true;
            }
            foreach (var field in operation.Fields.All.Where(f => f.IsOverride && record.Arguments?.ContainsKey(f.Name) == true))
            {
                _overrides.Add(field.Name);
            }
        }

        public void Write(StringBuilder yaml)
        {
            if (!_everywhere && _projects.Count == 0 && _jobs.Count == 0)
            {
                yaml.Append(
                    CultureInfo.InvariantCulture,
                    $"      # {capability.Id}: {_allowed} allowed, {_denied} denied for want of a grant, at places that the record does not tell\n"
                );
                return;
            }
            var places = _everywhere
                ? new[] { (string?)null }
                : new[] { List("project_ids", _projects), List("job_ids", _jobs) }.Where(list => list is not null);
            foreach (var place in places)
            {
                yaml.Append(
                    CultureInfo.InvariantCulture,
                    $"      # {_allowed} allowed, {_denied} denied for want of a grant\n      - {{capability: {capability.Id}, level: {(_level == Level.Full ? "full" : "read")}, {place ?? "everywhere: true"}"
                );
                if (_overrides.Count > 0)
                {
                    yaml.Append(CultureInfo.InvariantCulture, $", overrides: [{string.Join(", ", _overrides)}]");
                }
                yaml.Append("}\n");
            }
        }

        /// <summary>The job and the project of a call. One that was refused before anything was looked up has them in its address alone.</summary>
        private static (long? Job, long? Project) PlaceOf(Operation operation, JournalRecord record)
        {
            if (record.Path is { Job: not null } or { Project: not null })
            {
                return (record.Path.Job, record.Path.Project);
            }
            var names = operation.Route.Split('/');
            var values = (record.Url ?? "").Split('?')[0].Split('/');
            long? Id(string name) =>
                Array.IndexOf(names, $"{{{name}:long}}") is >= 0 and var at
                && at < values.Length
                && long.TryParse(values[at], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : null;
            return (Id("job_id"), Id("project_id"));
        }

        private static bool IsList(Operation operation) => operation.Access == Access.Read && operation.Target.Kind == TargetKind.Account;

        private static string? List(string name, SortedSet<long> ids) => ids.Count == 0 ? null : $"{name}: [{string.Join(", ", ids)}]";
    }
}
