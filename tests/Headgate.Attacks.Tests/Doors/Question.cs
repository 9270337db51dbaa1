namespace Headgate.Attacks.Tests.Doors;

/// <summary>The table of questions that every door is asked: who, what, with what; and what must come of it.</summary>
/// <param name="Key">Whose key: a name of the standing data, or <c>Admin</c>, <c>Foreign</c>, <c>Metadata</c>.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Arguments">Its arguments as JSON.</param>
/// <param name="Status">The status.</param>
/// <param name="Decision">The record's word.</param>
/// <param name="Reason">The record's reason.</param>
public sealed record Question(string Key, string Operation, string Arguments, int Status, string Decision, string Reason)
{
    public static IReadOnlyList<Question> All { get; } =
    [
        // Nobody, and those whose keys are dead.
        new("hga_0000000000000000000000000000000000000000000", "jobs.list", "{}", 401, "Refused", "unknown-credential"),
        new("KX", "jobs.list", "{}", 401, "Refused", "revoked"),
        new("KE", "jobs.list", "{}", 401, "Refused", "expired"),
        new("KO", "jobs.list", "{}", 401, "Refused", "rotated"),
        new("KD", "jobs.list", "{}", 401, "Refused", "agent-disabled"),
        // An agent without grants, and another account's.
        new("K0", "jobs.list", "{}", 403, "Denied", "area-off"),
        new("K0", "jobs.trigger", """{"job_id":1000,"cause":"x"}""", 403, "Denied", "action-not-granted"),
        new("K2", "jobs.get", """{"account_id":1,"job_id":1000}""", 404, "Denied", "wrong-account"),
        // A reader of project 10.
        new("KR", "jobs.list", "{}", 200, "Allowed", "granted"),
        new("KR", "jobs.list", """{"project_id":10,"limit":1}""", 200, "Allowed", "granted"),
        new("KR", "jobs.list", """{"limit":101}""", 400, "Allowed", "granted"),
        new("KR", "jobs.get", """{"job_id":1000}""", 200, "Allowed", "granted"),
        new("KR", "jobs.get", """{"job_id":2000}""", 404, "Denied", "out-of-scope"),
        new("KR", "jobs.get", """{"job_id":987654}""", 404, "Denied", "not-found"),
        new("KR", "runs.list", """{"status":10}""", 200, "Allowed", "granted"),
        new("KR", "runs.get", """{"run_id":6000}""", 404, "Denied", "out-of-scope"),
        new("KR", "jobs.delete", """{"job_id":1000}""", 403, "Denied", "read-only"),
        new("KR", "jobs.trigger", """{"job_id":1000,"cause":"x"}""", 403, "Denied", "action-not-granted"),
        new("KR", "users.list", "{}", 403, "Denied", "scope-not-applicable"),
        new("KR", "gate.agents.list", "{}", 403, "Denied", "wrong-realm"),
        // An agent that may trigger one job as it is.
        new("KT", "jobs.trigger", """{"job_id":1000,"cause":"x","git_branch":"evil"}""", 403, "Denied", "argument-not-granted"),
        new(
            "KT",
            "jobs.trigger",
            """{"job_id":1000,"cause":"x","azure_devops_pull_request_id":77}""",
            403,
            "Denied",
            "argument-not-granted"
        ),
        new("KT", "jobs.trigger", """{"job_id":1001,"cause":"x"}""", 403, "Denied", "action-not-granted"),
        new("KT", "jobs.trigger", """{"job_id":2000,"cause":"x"}""", 404, "Denied", "out-of-scope"),
        new("KT", "jobs.trigger", """{"job_id":1000,"account_id":2,"cause":"x"}""", 404, "Denied", "wrong-account"),
        new("KT", "runs.cancel", """{"run_id":5001}""", 403, "Denied", "action-not-granted"),
        // Tokens.
        new("Admin", "jobs.get", """{"job_id":2000}""", 200, "Allowed", "granted"),
        new("Admin", "gate.agents.list", "{}", 200, "Allowed", "granted"),
        new("Admin", "jobs.trigger", """{"job_id":1000,"threads_override":"many"}""", 400, "Allowed", "granted"),
        new("Metadata", "jobs.list", "{}", 403, "Denied", "permission-missing"),
        new("Foreign", "jobs.get", """{"account_id":1,"job_id":1000}""", 404, "Denied", "wrong-account"),
    ];
}
