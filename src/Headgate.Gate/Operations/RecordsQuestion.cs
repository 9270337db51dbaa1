using Headgate.Catalogue;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Operations;

/// <summary>Which records are asked for.</summary>
internal sealed class RecordsQuestion
{
    public static Fields<RecordsQuestion> Fields { get; } =
        new()
        {
            { In.Query.Text("caller", "Name or id of an agent or token."), (q, v) => q.Query = q.Query with { Caller = v } },
            {
                In.Query.Choice(
                    "caller_kind",
                    "Only of agents, of service tokens, of people, or of the operator.",
                    "agent",
                    "service_token",
                    "personal_token",
                    "operator"
                ),
                (q, v) => q.Query = q.Query with { CallerKind = v }
            },
            {
                In.Query.Text("for", "Name or id of a client, a workload or a person in whose name an agent acted."),
                (q, v) => q.Query = q.Query with { For = v }
            },
            {
                In.Query.Text("operation", "Id of an operation, or its beginning with a star."),
                (q, v) => q.Query = q.Query with { Operation = v }
            },
            { In.Query.Text("decision", "Allowed, Denied, Refused, Held or Stopped."), (q, v) => q.Query = q.Query with { Decision = v } },
            { In.Query.Text("reason", "Reason code, such as area-off."), (q, v) => q.Query = q.Query with { Reason = v } },
            { In.Query.Text("kind", "decision, outcome, change, checkpoint …"), (q, v) => q.Query = q.Query with { Kind = v } },
            { In.Query.Id("project_id", "Only of this project."), (q, v) => q.Query = q.Query with { Project = v } },
            { In.Query.Id("job_id", "Only of this job."), (q, v) => q.Query = q.Query with { Job = v } },
            { In.Query.Id("run_id", "Only of this run."), (q, v) => q.Query = q.Query with { Run = v } },
            { In.Query.Text("request", "Id of a request."), (q, v) => q.Query = q.Query with { Request = v } },
            { In.Query.Text("text", "Text that the sentence holds."), (q, v) => q.Query = q.Query with { Text = v } },
            {
                In.Query.Time("since", "Not before this time; older files are then not read."),
                (q, v) => q.Query = q.Query with { Since = v }
            },
            { In.Query.Time("until", "Before this time."), (q, v) => q.Query = q.Query with { Until = v } },
            { In.Query.Long("after", "Only records with a higher number.", 0).Or(0), (q, v) => q.Query = q.Query with { After = v } },
            { In.Query.Long("before", "Only records with a lower number.", 1), (q, v) => q.Query = q.Query with { Before = v } },
            {
                In.Query.Flag("story", "Without outcomes and the journal's own records, as a story reads best.").Or(false),
                (q, v) => q.Query = q.Query with { StoryOnly = v }
            },
            { In.Query.Int("limit", "Most records.", 1, 1000).Or(20), (q, v) => q.Limit = v },
        };

    public JournalQuery Query { get; set; } = new();

    public int Limit { get; set; }
}
