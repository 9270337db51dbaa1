using System.IO.Compression;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class BodyTests(StandingServer server)
{
    private const string NewJob = "\"name\":\"New\",\"project_id\":10,\"environment_id\":100,\"execute_steps\":[\"dbt build\"]";

    private static string Run => A1 + "/jobs/1000/run/";

    [Attack("BODY-01")]
    [Fact]
    public Task A_field_that_comes_twice_is_refused_by_name() =>
        RefusedAsync(A1 + "/jobs/", $$"""{{{NewJob}},"project_id":20}""", 400, "duplicate-field", "project_id");

    [Attack("BODY-02")]
    [Fact]
    public Task A_nested_field_that_comes_twice_is_refused_by_name() =>
        RefusedAsync(A1 + "/jobs/", $$$"""{{{{NewJob}}},"settings":{"threads":1,"threads":99}}""", 400, "duplicate-field", "threads");

    [Attack("BODY-03")]
    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public Task NaN_and_Infinity_are_refused_as_no_JSON(string literal) =>
        RefusedAsync(Run, $$"""{"cause":"x","timeout_seconds_override":{{literal}}}""", 400, "bad-json");

    [Attack("BODY-04")]
    [Fact]
    public Task Twenty_thousand_nested_lists_are_refused_as_too_deep() =>
        RefusedAsync(Run, """{"cause":""" + new string('[', 20_000), 400, "too-deep");

    [Attack("BODY-05")]
    [Theory]
    [InlineData("1e400")]
    [InlineData("10000000000000000000000")]
    public async Task An_id_too_large_for_a_number_is_refused_with_400(string number)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (
            await c.PostAsync(
                A1 + "/jobs/",
                "KJ",
                $$"""{"name":"New","project_id":10,"environment_id":{{number}},"execute_steps":["dbt build"]}"""
            )
        ).Status.ShouldBe(400);
    }

    [Attack("BODY-06")]
    [Theory]
    [InlineData("100.0")]
    [InlineData("\"100\"")]
    [InlineData("100.5")]
    [InlineData("true")]
    public async Task A_fraction_a_text_or_a_truth_value_for_an_id_is_refused_with_400(string id)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            A1 + "/jobs/",
            "KJ",
            $$"""{"name":"New","project_id":10,"environment_id":{{id}},"execute_steps":["dbt build"]}"""
        );
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Attack("BODY-06")]
    [Fact]
    public async Task A_list_for_an_id_is_judged_by_what_it_holds_and_denied()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = """{"name":"New","project_id":10,"environment_id":[200],"execute_steps":["dbt build"]}""";
        (await c.PostAsync(A1 + "/jobs/", "KJ", body)).Status.ShouldBe(403);
        c.Recorded("Denied", "argument-out-of-scope");
    }

    [Attack("BODY-07")]
    [Fact]
    public async Task A_byte_order_mark_before_the_body_is_passed_over()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", "\uFEFF" + JobBody())).Status.ShouldBe(200);
    }

    [Attack("BODY-08")]
    [Fact]
    public async Task A_body_in_UTF_16_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await BytesAsync(
            c,
            A1 + "/jobs/1000/",
            Encoding.Unicode.GetBytes(JobBody()),
            "Content-Type: application/json; charset=utf-8"
        );
        answer.Status.ShouldBe(400);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("BODY-09")]
    [Theory]
    [InlineData("utf-7")]
    [InlineData("ibm037")]
    public async Task A_body_in_a_charset_other_than_UTF_8_is_refused_with_415(string charset)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), $"Content-Type: application/json; charset={charset}")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Attack("BODY-10")]
    [Fact]
    public async Task Half_a_character_in_a_name_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody("\\ud800"))).Status.ShouldBe(400);
    }

    [Attack("BODY-11")]
    [Fact]
    public async Task A_null_character_in_a_name_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody("a\\u0000b"))).Status.ShouldBe(400);
    }

    [Attack("BODY-12")]
    [Fact]
    public async Task A_body_that_unpacks_to_512_MiB_is_refused_with_413_and_does_not_stay_in_memory()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 512; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        (
            await BytesAsync(c, A1 + "/jobs/1000/", packed.ToArray(), "Content-Encoding: gzip", "Content-Type: application/json")
        ).Status.ShouldBe(413);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(128 << 20);
        c.Recorded("Refused", "too-large");
    }

    [Attack("BODY-13")]
    [Fact]
    public async Task A_body_that_only_claims_to_be_compressed_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Encoding: gzip")).Status.ShouldBe(400);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("BODY-14")]
    [Fact]
    public async Task An_unknown_coding_of_the_body_is_refused_with_415()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Encoding: zstd-foo")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Attack("BODY-15")]
    [Fact]
    public Task A_form_under_the_type_of_JSON_is_refused_with_400() =>
        RefusedAsync(A1 + "/jobs/1000/", "name=x&project_id=10", 400, "bad-json");

    [Attack("BODY-16")]
    [Fact]
    public async Task JSON_under_the_type_of_a_form_is_refused_with_400()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, "KT", """{"cause":"x"}""", "Content-Type: application/x-www-form-urlencoded");
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Attack("BODY-17")]
    [Fact]
    public async Task An_argument_in_a_form_is_judged_like_one_in_JSON()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            Run,
            "KT",
            "cause=x&steps_override=dbt+run-operation+drop_all",
            "Content-Type: application/x-www-form-urlencoded"
        );
        answer.Status.ShouldBe(403);
        c.Recorded("Denied", "argument-not-granted").Other!["argument"].GetString().ShouldBe("steps_override");
    }

    [Attack("BODY-18")]
    [Fact]
    public async Task A_form_field_that_comes_twice_is_refused()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            Run,
            "KT",
            "cause=a&git_branch=main&git_branch=evil",
            "Content-Type: application/x-www-form-urlencoded"
        );
        answer.Status.ShouldBe(400);
        c.Recorded("Refused", "duplicate-field");
    }

    [Attack("BODY-19")]
    [Fact]
    public async Task A_body_without_a_type_is_read_as_JSON()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = JobBody();
        var request =
            $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        (await c.RawAsync(request)).Status.ShouldBe(200);
    }

    [Attack("BODY-20")]
    [Fact]
    public async Task A_body_of_plain_text_is_refused_with_415()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Type: text/plain")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Attack("BODY-21")]
    [Fact]
    public async Task An_unknown_field_is_passed_over_and_changes_nothing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(more: ",\"x_debug\":true"))).Status.ShouldBe(200);
    }

    [Attack("BODY-22")]
    [Fact]
    public async Task Another_account_in_the_body_than_in_the_path_is_refused()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/", "KJ", $$"""{"account_id":2,{{NewJob}}}""")).Status.ShouldBe(400);
        c.Recorded("Denied", "account-mismatch");
    }

    [Attack("BODY-23")]
    [Fact]
    public async Task An_id_in_the_body_chooses_neither_the_new_job_nor_the_one_that_is_changed()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var made = await c.PostAsync(A1 + "/jobs/", "KJ", $$"""{"id":2000,{{NewJob}}}""");
        made.Status.ShouldBe(201, made.Text);
        var id = made.Json.GetProperty("data").GetProperty("id").GetInt64();
        id.ShouldNotBe(2000);
        (await c.SendAsync("DELETE", $"{A1}/jobs/{id}/", "KJ", null)).Status.ShouldBe(200);
        (
            await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody().Replace("\"id\":1000", "\"id\":2000", StringComparison.Ordinal))
        ).Status.ShouldBe(200);
        (await c.GetAsync(A1 + "/jobs/2000/", server.Admin))
            .Json.GetProperty("data")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Payroll build");
    }

    [Attack("BODY-24")]
    [Fact]
    public async Task Who_made_a_job_and_when_cannot_be_set()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            A1 + "/jobs/1000/",
            "KJ",
            JobBody(more: ",\"created_by\":1,\"created_at\":\"2001-01-01\",\"user_id\":1")
        );
        answer.Status.ShouldBe(200);
        answer.Text.ShouldNotContain("2001-01-01");
    }

    [Attack("BODY-28")]
    [Fact]
    public async Task Fields_named_like_a_prototype_change_nothing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(more: ",\"__proto__\":{\"project_id\":20},\"constructor\":{}"));
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("project_id").GetInt64().ShouldBe(10);
    }

    [Attack("BODY-29")]
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public async Task A_body_that_is_no_object_is_refused_with_400(string body)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/", "KJ", body)).Status.ShouldBe(400);
    }

    [Attack("BODY-30")]
    [Fact]
    public Task Two_JSON_documents_in_one_body_are_refused_with_400() =>
        RefusedAsync(A1 + "/jobs/1000/", JobBody() + JobBody(), 400, "bad-json");

    [Attack("BODY-31")]
    [Theory]
    [InlineData("""{"cause":"x",/*y*/"a":1}""")]
    [InlineData("""{"cause":"x",}""")]
    public Task Comments_and_trailing_commas_in_JSON_are_refused_with_400(string body) =>
        RefusedAsync(A1 + "/jobs/1000/", body, 400, "bad-json");

    [Attack("BODY-32")]
    [Fact]
    public async Task A_body_of_a_million_fields_is_refused_with_413_before_it_is_read()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"a{i}\":1")) + "}";
        var head =
            $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        // A tenth of the fields is sent; the answer comes without the others, so nobody has read or counted them.
        (await c.RawAsync(head + body[..(body.Length / 10)])).Status.ShouldBe(413);
        c.Recorded("Refused", "too-large");
    }

    [Attack("BODY-33")]
    [Fact]
    public async Task A_field_in_other_case_is_unknown_and_never_bound()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(Run, "KT", """{"Steps_Override":["dbt debug"],"cause":"x"}""");
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldNotContain("dbt debug");
    }

    private async Task RefusedAsync(string path, string body, int status, string reason, string? names = null)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(path, path == Run ? "KT" : "KJ", body);
        answer.Status.ShouldBe(status, answer.Text);
        c.Recorded("Refused", reason);
        if (names is not null)
        {
            answer.Text.ShouldContain(names);
        }
    }

    private async Task<RawAnswer> BytesAsync(AttackCase c, string path, byte[] body, params string[] headers)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Length: {body.Length}\r\n{string.Join("\r\n", headers)}\r\n\r\n"
        );
        return (await c.RawAllAsync([.. head, .. body], 1)).Single();
    }

    [Attack("BODY-25")]
    [Fact]
    public async Task Setting_the_state_to_deleted_is_judged_and_recorded_as_a_deletion()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var denied = await c.PostAsync(A1 + "/jobs/1000/", "KR", """{"state":2}""");
        denied.Status.ShouldBe(403, denied.Text);
        // The grants of this gate know no "update, but not delete": who may not delete may not change the job at all.
        c.Recorded("Denied", "read-only");
        c.MayChange = true;
        var made = await c.PostAsync(A1 + "/jobs/", "KJ", $$"""{{{NewJob}}}""");
        made.Status.ShouldBe(201, made.Text);
        var id = made.Json.GetProperty("data").GetProperty("id").GetInt64();
        // Full includes deletion. It is recorded as what it is, not as a change of fields.
        (await c.PostAsync($"{A1}/jobs/{id}/", "KJ", """{"state":2}""")).Status.ShouldBe(200);
        c.Records().Last().Sentence!.ShouldStartWith("Agent \"jobadmin\" deleted job ");
        (await c.GetAsync($"{A1}/jobs/{id}/", "KJ")).Status.ShouldBe(404);
    }

    [Attack("BODY-26")]
    [Fact]
    public async Task The_status_the_id_and_the_times_of_a_run_cannot_be_set()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var made = await c.PostAsync(
            A1 + "/jobs/1000/run/",
            "KT",
            """{"cause":"x","status":10,"is_success":true,"id":1,"finished_at":"2001-01-01"}"""
        );
        made.Status.ShouldBe(200, made.Text);
        var run = made.Json.GetProperty("data");
        run.GetProperty("status").GetInt32().ShouldNotBe(10);
        run.GetProperty("is_success").GetBoolean().ShouldBeFalse();
        run.GetProperty("id").GetInt64().ShouldNotBe(1);
        made.Text.ShouldNotContain("2001-01-01");
        (await c.PostAsync($"{A1}/runs/{run.GetProperty("id").GetInt64()}/cancel/", server.Admin, null)).Status.ShouldBe(200);
    }

    [Attack("BODY-27")]
    [Fact]
    public async Task The_results_and_the_account_of_a_subscription_cannot_be_set()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        const string Fields =
            "\"name\":\"w\",\"client_url\":\"https://hooks.example.com/\",\"event_types\":[\"job.run.completed\"],\"job_ids\":[1000],\"active\":true";
        var made = await c.PostAsync(B1 + "/webhooks/subscriptions", "KW", "{" + Fields + "}");
        made.Status.ShouldBe(201, made.Text);
        var path = $"{B1}/webhooks/subscription/{made.Json.GetProperty("data").GetProperty("id").GetString()}";
        const string Results = "\"http_status_code\":\"200\",\"dispatched_at\":\"2001-01-01T00:00:00Z\"";
        var changed = await c.SendAsync("PUT", path, "KW", "{" + Fields + "," + Results + "}");
        changed.Status.ShouldBe(200, changed.Text);
        changed.Text.ShouldNotContain("2001-01-01");
        var kept = (await c.GetAsync(path, "KW")).Json.GetProperty("data");
        kept.GetProperty("account_id").ToString().ShouldBe("1");
        kept.TryGetProperty("http_status_code", out var code).ShouldBe(code.ValueKind != System.Text.Json.JsonValueKind.Undefined);
        code.ToString().ShouldNotBe("200");
        // Another account in the body disagrees with the path: that is refused, as for jobs, rather than ignored.
        (await c.SendAsync("PUT", path, "KW", "{" + Fields + ",\"account_id\":2}")).Status.ShouldBe(400);
        // So are another id and a secret of the caller's own: it would be taken for the one that signs.
        (await c.SendAsync("PUT", path, "KW", "{" + Fields + ",\"id\":\"other\"}")).Status.ShouldBe(400);
        (await c.SendAsync("PUT", path, "KW", "{" + Fields + ",\"hmac_secret\":\"mine\"}")).Status.ShouldBe(400);
        await using (var db = server.Database())
        {
            var id = kept.GetProperty("id").GetString();
            db.WebhookSubscriptions.Single(s => s.Id == id).AccountId.ShouldBe(1);
        }
        (await c.SendAsync("DELETE", path, "KW", null)).Status.ShouldBe(200);
    }
}
