using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class MethodTests(StandingServer server)
{
    [Attack("METH-01")]
    [Fact]
    public async Task A_method_override_header_leaves_a_read_a_read()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/1000/", "KR", "X-HTTP-Method-Override: DELETE")).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Attack("METH-02")]
    [Theory]
    [InlineData("X-HTTP-Method: DELETE")]
    [InlineData("X-Method-Override: DELETE")]
    public async Task A_method_override_header_leaves_an_update_an_update(string header)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", StandingServer.JobBody(), header)).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.update");
    }

    [Attack("METH-03")]
    [Fact]
    public async Task A_method_field_in_a_form_is_refused_as_a_bad_update()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", "_method=DELETE", "Content-Type: application/x-www-form-urlencoded");
        answer.Status.ShouldBe(400, answer.Text);
        c.Records().Single().Operation.ShouldBe("jobs.update");
    }

    [Attack("METH-04")]
    [Theory]
    [InlineData("?_method=DELETE")]
    [InlineData("?method=delete")]
    public async Task A_method_in_the_query_leaves_a_read_a_read(string query)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/jobs/1000/" + query, "KR")).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Attack("METH-05")]
    [Fact]
    public async Task HEAD_of_a_job_out_of_scope_is_404_without_a_length()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var denied = await c.SendAsync("HEAD", A1 + "/jobs/2000/", "KR", null);
        denied.Status.ShouldBe(404);
        denied.Header("Content-Length").ShouldBeNull();
        c.Recorded("Denied", "out-of-scope");
    }

    [Attack("METH-06")]
    [Fact]
    public async Task HEAD_is_judged_as_a_read_and_has_no_body()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("HEAD", A1 + "/jobs/1000/", "KR", null);
        (answer.Status, answer.Body.Length).ShouldBe((200, 0));
        c.Recorded("Allowed", "granted").Operation.ShouldBe("jobs.get");
    }

    [Attack("METH-07")]
    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    public async Task TRACE_and_TRACK_are_refused_with_405_and_echo_nothing(string method)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync(method, A1 + "/jobs/", "KR", null, "X-Echo: canary-7731");
        answer.Status.ShouldBe(405);
        answer.Text.ShouldNotContain("canary-7731");
        c.Recorded("Refused", "method-not-allowed");
    }

    [Attack("METH-08")]
    [Fact]
    public async Task CONNECT_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.RawAsync(
            $"CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254:80\r\nAuthorization: Bearer {server["KR"]}\r\n\r\n"
        );
        answer.Status.ShouldBe(400);
        c.Decisions = c.Records().Count;
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Attack("METH-09")]
    [Theory]
    [InlineData("FOO")]
    [InlineData("get")]
    public async Task An_invented_method_is_refused_with_405(string method)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(method, A1 + "/jobs/", "KR", null)).Status.ShouldBe(405);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("METH-09")]
    [Fact]
    public async Task A_method_of_4_KiB_is_refused_with_405()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.SendAsync(new string('A', 4096), A1 + "/jobs/", "KR", null)).Status.ShouldBe(405);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("METH-10")]
    [Fact]
    public async Task PUT_where_the_API_has_POST_is_refused_with_the_methods_that_the_caller_may_use()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("PUT", A1 + "/jobs/1000/", "KR", "{}");
        answer.Status.ShouldBe(405);
        answer.Header("Allow").ShouldBe("GET");
        c.Recorded("Refused", "method-not-allowed");
    }

    [Attack("METH-12")]
    [Fact]
    public async Task The_record_is_not_read_without_the_right_to_it()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(G1 + "/records/", "KJ")).Status.ShouldBe(403);
        (await c.GetAsync(B1 + "/audit-logs/download/", "KJ")).Status.ShouldBe(404);
        c.Records().ShouldAllBe(r => r.Decision == "Denied" || r.Decision == "Refused");
    }

    [Attack("METH-13")]
    [Fact]
    public async Task The_body_of_a_GET_is_passed_over()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.SendAsync("GET", A1 + "/jobs/1000/", "KR", """{"id": 2000}""");
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("id").GetInt64().ShouldBe(1000);
        c.Recorded("Allowed", "granted").Path!.Job.ShouldBe(1000);
    }

    [Attack("METH-14")]
    [Fact]
    public async Task The_body_of_a_DELETE_is_passed_over()
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

    [Attack("METH-11")]
    [Fact]
    public async Task The_GET_that_sends_a_test_event_needs_more_than_Read()
    {
        await server.AddAsync("KTR", "tester", new NewGrant("webhook_subscriptions", "read") { ProjectIds = [10] });
        await using var c = await AttackCase.BeginAsync(server);
        var denied = await c.GetAsync(B1 + "/webhooks/subscription/any/test", "KTR");
        denied.Status.ShouldBe(403, denied.Text);
        c.Recorded("Denied", "action-not-granted").Operation.ShouldBe("webhooks.test");
        // A token whose permissions are for reading only may not send either.
        (await c.GetAsync(B1 + "/webhooks/subscription/any/test", server.MetadataOnly)).Status.ShouldBe(403);
    }
}
