namespace Headgate.Platform.Guide;

/// <summary>What people who build agents ask.</summary>
internal static class GuideQuestions
{
    /// <summary>The questions, the first ones first.</summary>
    public static IReadOnlyList<GuideQuestion> All { get; } =
    [
        new(
            "Should my agent have a dbt token?",
            "No. Give it a key of its own (hga_…) from the gate. A token carries permission sets for a whole account or project, and whoever holds it acts as its owner; a key carries "
                + "exactly the grants that you gave, is recorded under the agent's name, and can be withdrawn without touching anything else."
        ),
        new(
            "How do I find out what my agent may do?",
            "Nothing, until you grant it something. Each operation on this page names the capability and the level that a grant needs; 'headgate agent list' shows the grants of each agent. "
                + "A refusal says in its user_message what was refused and which grant would allow it."
        ),
        new(
            "Why does a list show fewer records than I know there are?",
            "A scoped agent sees the rows of its projects, environments and jobs only, and extra.pagination.total_count counts those. What lies outside the scope answers 404, as if it did not exist."
        ),
        new(
            "How do I wait for a run?",
            "Trigger the job, take data.id of the answer, and read the run until is_complete is true; every two to five seconds is enough. Better: subscribe a webhook to job.run.completed and wait for nothing."
        ),
        new(
            "When are artifacts there?",
            "After the run is complete. Before that the list of artifacts and each artifact answer 404. The event job.run.completed comes after they are stored; job.run.errored may come before."
        ),
        new(
            "What happens if a job that runs is triggered again?",
            "The new run is accepted, gets its id, and waits in status 1 (queued) until the earlier one has ended. Runs of one job never overlap."
        ),
        new(
            "Which version of the API do I call?",
            "Both. Jobs, runs and artifacts are in v2; everything newer is in v3. In v2 an update is a POST to the resource's own address."
        ),
        new(
            "How do I tell a retry from a new run?",
            "A retry names the run that it repeats in retrying_run_id and starts at the command that failed. It is possible for the latest run of a job that ended in error."
        ),
        new(
            "No answer came to a change. May I send it again?",
            "Yes, if you sent it with the header Idempotency-Key and a text of your own (over MCP _meta's headgate/idempotency-key). For 24 hours the same call with the same key is not done again: it gets "
                + "the first one's answer, or waits for it. The same key with another call is refused with 409. What was refused, or needs a person's yes, leaves the key free. Without a key, read first whether it was done."
        ),
        new(
            "Can an agent see secrets?",
            "No. Passwords, keys and tokens are write only. The secret of a service token and of a webhook subscription is in the answer of its creation and nowhere else; variables named DBT_ENV_SECRET… are masked in answers, logs and artifacts."
        ),
        new(
            "What is written down about a call?",
            "Who called, what, where, when, and the decision, as one sentence in an append-only journal in which each record carries the hash of the one before. A write is in the journal, on disk, before it is done. "
                + "If the journal cannot be written, calls are refused with 503."
        ),
        new(
            "Is this page for machines too?",
            "Read /guide.json for data, /guide.md for a model's context, and /openapi/v2.json or /openapi/v3.json to generate a client. All are made from the catalogue that the server decides by."
        ),
    ];
}
