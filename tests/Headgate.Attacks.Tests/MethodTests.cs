using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class MethodTests(StandingServer server)
{
    [Fact]
    public async Task METH_01_override_header()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/1000/", "KR", "X-HTTP-Method-Override: DELETE")).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Theory]
    [InlineData("X-HTTP-Method: DELETE")]
    [InlineData("X-Method-Override: DELETE")]
    public async Task METH_02_override_in_POST(string header)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", StandingServer.JobBody(), header)).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.update");
    }

    [Fact]
    public async Task METH_03_override_by_form_field()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", "_method=DELETE", "Content-Type: application/x-www-form-urlencoded");
        answer.Status.ShouldBeOneOf(200, 400);
        c.Records().Single().Operation.ShouldBe("jobs.update");
    }

    [Theory]
    [InlineData("?_method=DELETE")]
    [InlineData("?method=delete")]
    public async Task METH_04_override_by_query(string query)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/1000/" + query, "KR")).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Fact]
    public async Task METH_05_HEAD_on_a_denied_thing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var denied = await c.SendAsync("HEAD", A1 + "/jobs/2000/", "KR", null);
        denied.Status.ShouldBe(404);
        denied.Header("Content-Length").ShouldBeNull();
        c.Recorded("Denied", "out-of-scope");
    }

    [Fact]
    public async Task METH_06_HEAD_on_an_allowed_thing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("HEAD", A1 + "/jobs/1000/", "KR", null);
        (answer.Status, answer.Body.Length).ShouldBe((200, 0));
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    public async Task METH_07_TRACE_and_TRACK(string method)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync(method, A1 + "/jobs/", "KR", null, "X-Echo: canary-7731");
        answer.Status.ShouldBe(405);
        answer.Text.ShouldNotContain("canary-7731");
        c.Recorded("Refused", "method-not-allowed");
    }

    [Fact]
    public async Task METH_08_CONNECT()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.RawAsync(
            $"CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254:80\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n"
        );
        answer.Status.ShouldBeOneOf(400, 404, 405);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Theory]
    [InlineData("FOO")]
    [InlineData("get")]
    public async Task METH_09_invented_method(string method)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(method, A1 + "/jobs/", "KR", null)).Status.ShouldBeOneOf(400, 405, 501);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Fact]
    public async Task METH_09_method_of_4_KiB()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(new string('A', 4096), A1 + "/jobs/", "KR", null)).Status.ShouldBeOneOf(400, 405, 501);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Fact]
    public async Task METH_10_PUT_where_the_API_has_POST()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("PUT", A1 + "/jobs/1000/", "KR", "{}");
        answer.Status.ShouldBe(405);
        answer.Header("Allow").ShouldBe("GET");
        c.Recorded("Refused", "method-not-allowed");
    }

    [Fact]
    public async Task METH_12_a_GET_that_reads_secrets()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(G1 + "/records/", "KJ")).Status.ShouldBe(403);
        (await c.GetAsync(B1 + "/audit-logs/download/", "KJ")).Status.ShouldBeOneOf(403, 404);
        c.Records().ShouldAllBe(r => r.Decision == "Denied" || r.Decision == "Refused");
    }

    [Fact]
    public async Task METH_13_body_on_GET()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("GET", A1 + "/jobs/1000/", "KR", """{"id": 2000}""");
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("id").GetInt64().ShouldBe(1000);
        c.Recorded("Allowed", "granted").Path!.Job.ShouldBe(1000);
    }

    [Fact]
    public async Task METH_14_DELETE_with_body()
    {
        var made = await MakeJobAsync();
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.SendAsync("DELETE", $"{A1}/jobs/{made}/", "KJ", """{"id":2000}""")).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Path!.Job.ShouldBe(made);
        (await c.GetAsync(A1 + "/jobs/2000/", server.Admin)).Status.ShouldBe(200);
    }

    private async Task<long> MakeJobAsync()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(
            A1 + "/jobs/",
            "KJ",
            """{"name":"Short-lived","project_id":10,"environment_id":100,"execute_steps":["dbt build"]}"""
        );
        answer.Status.ShouldBe(201, answer.Text);
        return answer.Json.GetProperty("data").GetProperty("id").GetInt64();
    }

    [Fact]
    public async Task METH_11_a_GET_that_changes_something()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var denied = await c.GetAsync(B1 + "/webhooks/subscription/any/test", "KR");
        denied.Status.ShouldBe(403, denied.Text);
        c.Recorded("Denied", "action-not-granted").Operation.ShouldBe("webhooks.test");
        // A token whose permissions are for reading only may not send either.
        (await c.GetAsync(B1 + "/webhooks/subscription/any/test", server.MetadataOnly)).Status.ShouldBe(403);
    }
}
