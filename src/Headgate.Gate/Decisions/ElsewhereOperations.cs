using System.Collections.Frozen;
using Headgate.Catalogue;

namespace Headgate.Gate.Decisions;

/// <summary>
/// The operations that are sent on to accounts elsewhere: those whose answer can be judged thing by thing, and queries, whose answer can be held against the query. Whatever is not in the list is denied there; credentials and tokens
/// stay out of it, as whoever holds one works without the gate.
/// </summary>
internal static class ElsewhereOperations
{
    private static readonly FrozenSet<string> Served = (
        (string[])
            [
                "jobs.list",
                "jobs.get",
                "jobs.create",
                "jobs.update",
                "jobs.delete",
                "jobs.trigger",
                "jobs.rerun",
                "runs.list",
                "runs.get",
                "runs.retry",
                "runs.cancel",
                "artifacts.list",
                "artifacts.get",
                "artifacts.get.job",
                "projects.list",
                "projects.get",
                "projects.create",
                "projects.update",
                "projects.delete",
                "projects.list.v2",
                "projects.get.v2",
                "projects.create.v2",
                "projects.update.v2",
                "projects.delete.v2",
                "environments.list",
                "environments.get",
                "environments.create",
                "environments.update",
                "environments.delete",
                "environments.list.account",
                "environments.list.v2",
                "environments.get.v2",
                "environments.create.v2",
                "environments.update.v2",
                "environments.delete.v2",
                "connections.list",
                "connections.get",
                "connections.create",
                "repositories.list",
                "repositories.get",
                "repositories.create",
                "repositories.list.v2",
                "repositories.get.v2",
                "users.list",
                "users.get",
                "groups.list",
                "groups.get",
                "service_tokens.list",
            ]
    ).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether agents of such accounts may have an operation at all: it is sent on, or done here.</summary>
    public static bool Serves(Operation operation) => operation.DoneHere || operation.Document is not null || Served.Contains(operation.Id);
}
