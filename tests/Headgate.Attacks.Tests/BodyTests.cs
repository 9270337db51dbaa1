using System.IO.Compression;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class BodyTests(StandingServer server)
{
    private const string NewJob = "\"name\":\"New\",\"project_id\":10,\"environment_id\":100,\"execute_steps\":[\"dbt build\"]";

    private static string Run => A1 + "/jobs/1000/run/";

    [Fact]
    public Task BODY_01_duplicate_keys() =>
        RefusedAsync(A1 + "/jobs/", $$"""{{{NewJob}},"project_id":20}""", 400, "duplicate-field", "project_id");

    [Fact]
    public Task BODY_02_duplicate_nested_keys() =>
        RefusedAsync(A1 + "/jobs/", $$$"""{{{{NewJob}}},"settings":{"threads":1,"threads":99}}""", 400, "duplicate-field", "threads");

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public Task BODY_03_not_a_number_literals(string literal) =>
        RefusedAsync(Run, $$"""{"cause":"x","timeout_seconds_override":{{literal}}}""", 400, "bad-json");

    [Fact]
    public Task BODY_04_deep_nesting() => RefusedAsync(Run, """{"cause":""" + new string('[', 20_000), 400, "too-deep");

    [Theory]
    [InlineData("1e400")]
    [InlineData("10000000000000000000000")]
    public async Task BODY_05_huge_number(string number)
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

    [Theory]
    [InlineData("100.0")]
    [InlineData("\"100\"")]
    [InlineData("100.5")]
    [InlineData("true")]
    public async Task BODY_06_fraction_or_text_for_an_id(string id)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(
            A1 + "/jobs/",
            "KJ",
            $$"""{"name":"New","project_id":10,"environment_id":{{id}},"execute_steps":["dbt build"]}"""
        );
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Fact]
    public async Task BODY_06_a_list_for_an_id_does_not_reach_past_the_check()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = """{"name":"New","project_id":10,"environment_id":[200],"execute_steps":["dbt build"]}""";
        (await c.PostAsync(A1 + "/jobs/", "KJ", body)).Status.ShouldBeOneOf(400, 403);
    }

    [Fact]
    public async Task BODY_07_byte_order_mark()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", "\uFEFF" + JobBody())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task BODY_08_UTF_16_body()
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

    [Theory]
    [InlineData("utf-7")]
    [InlineData("ibm037")]
    public async Task BODY_09_exotic_charset(string charset)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), $"Content-Type: application/json; charset={charset}")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Fact]
    public async Task BODY_10_lone_surrogate()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody("\\ud800"))).Status.ShouldBeOneOf(200, 400);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task BODY_11_null_character_in_text()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody("a\\u0000b"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task BODY_12_compressed_bomb()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        (
            await BytesAsync(c, A1 + "/jobs/1000/", packed.ToArray(), "Content-Encoding: gzip", "Content-Type: application/json")
        ).Status.ShouldBe(413);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(32 << 20);
        c.Recorded("Refused", "too-large");
    }

    [Fact]
    public async Task BODY_13_claims_gzip_is_not()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Encoding: gzip")).Status.ShouldBe(400);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Fact]
    public async Task BODY_14_unknown_coding()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Encoding: zstd-foo")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Fact]
    public Task BODY_15_type_mismatch() => RefusedAsync(A1 + "/jobs/1000/", "name=x&project_id=10", 400, "bad-json");

    [Fact]
    public async Task BODY_16_JSON_under_form_type()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(Run, "KT", """{"cause":"x"}""", "Content-Type: application/x-www-form-urlencoded");
        answer.Status.ShouldBe(400, answer.Text);
    }

    [Fact]
    public async Task BODY_17_form_where_JSON_is_judged()
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

    [Fact]
    public async Task BODY_18_repeated_form_field()
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

    [Fact]
    public async Task BODY_19_no_content_type()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = JobBody();
        var request =
            $"POST {A1}/jobs/1000/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {server["KJ"]}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        (await c.RawAsync(request)).Status.ShouldBeOneOf(200, 415);
    }

    [Fact]
    public async Task BODY_20_text_plain()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(), "Content-Type: text/plain")).Status.ShouldBe(415);
        c.Recorded("Refused", "unsupported-media");
    }

    [Fact]
    public async Task BODY_21_unknown_extra_fields()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(more: ",\"x_debug\":true"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task BODY_22_mass_assignment_of_account()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/", "KJ", $$"""{"account_id":2,{{NewJob}}}""")).Status.ShouldBe(400);
        c.Recorded("Denied", "account-mismatch");
    }

    [Fact]
    public async Task BODY_23_mass_assignment_of_id()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var made = await c.PostAsync(A1 + "/jobs/", "KJ", $$"""{"id":2000,{{NewJob}}}""");
        made.Status.ShouldBeOneOf(201, 400);
        if (made.Status == 201)
        {
            var id = made.Json.GetProperty("data").GetProperty("id").GetInt64();
            id.ShouldNotBe(2000);
            (await c.SendAsync("DELETE", $"{A1}/jobs/{id}/", "KJ", null)).Status.ShouldBe(200);
        }
        (
            await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody().Replace("\"id\":1000", "\"id\":2000", StringComparison.Ordinal))
        ).Status.ShouldBeOneOf(200, 400);
        (await c.GetAsync(A1 + "/jobs/2000/", server.Admin))
            .Json.GetProperty("data")
            .GetProperty("name")
            .GetString()
            .ShouldBe("Payroll build");
    }

    [Fact]
    public async Task BODY_24_mass_assignment_of_origin_fields()
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

    [Fact]
    public async Task BODY_28_prototype_names()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", JobBody(more: ",\"__proto__\":{\"project_id\":20},\"constructor\":{}"));
        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("data").GetProperty("project_id").GetInt64().ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    public async Task BODY_29_empty_null_array_scalar_body(string body)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/", "KJ", body)).Status.ShouldBeOneOf(400, 403);
    }

    [Fact]
    public Task BODY_30_two_JSON_documents() => RefusedAsync(A1 + "/jobs/1000/", JobBody() + JobBody(), 400, "bad-json");

    [Theory]
    [InlineData("""{"cause":"x",/*y*/"a":1}""")]
    [InlineData("""{"cause":"x",}""")]
    public Task BODY_31_comments_and_trailing_commas(string body) => RefusedAsync(A1 + "/jobs/1000/", body, 400, "bad-json");

    [Fact]
    public async Task BODY_32_many_small_fields()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var body = "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"a{i}\":1")) + "}";
        var started = System.Diagnostics.Stopwatch.StartNew();
        var answer = await c.PostAsync(A1 + "/jobs/1000/", "KJ", body);
        answer.Status.ShouldBe(413);
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        c.Recorded("Refused", "too-large");
    }

    [Fact]
    public async Task BODY_33_wrong_case_of_field()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        var answer = await c.PostAsync(Run, "KT", """{"Steps_Override":["dbt debug"],"cause":"x"}""");
        answer.Status.ShouldBeOneOf(200, 400);
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

    [Fact]
    public async Task BODY_25_mass_assignment_of_state()
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

    [Fact]
    public async Task BODY_26_read_only_run_fields()
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

    [Fact]
    public async Task BODY_27_webhook_fields_that_are_results()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.MayChange = true;
        const string Fields =
            "\"name\":\"w\",\"client_url\":\"https://hooks.example.com/\",\"event_types\":[\"job.run.completed\"],\"job_ids\":[1000],\"active\":true";
        var made = await c.PostAsync(B1 + "/webhooks/subscriptions", "KW", "{" + Fields + "}");
        made.Status.ShouldBe(201, made.Text);
        var path = $"{B1}/webhooks/subscription/{made.Json.GetProperty("data").GetProperty("id").GetString()}";
        const string Results =
            "\"http_status_code\":\"200\",\"dispatched_at\":\"2001-01-01T00:00:00Z\",\"hmac_secret\":\"mine\",\"id\":\"other\"";
        var changed = await c.SendAsync("PUT", path, "KW", "{" + Fields + "," + Results + "}");
        changed.Status.ShouldBe(200, changed.Text);
        changed.Text.ShouldNotContain("2001-01-01");
        var kept = (await c.GetAsync(path, "KW")).Json.GetProperty("data");
        kept.GetProperty("account_id").ToString().ShouldBe("1");
        kept.TryGetProperty("http_status_code", out var code).ShouldBe(code.ValueKind != System.Text.Json.JsonValueKind.Undefined);
        code.ToString().ShouldNotBe("200");
        // Another account in the body disagrees with the path: that is refused, as for jobs, rather than ignored.
        (await c.SendAsync("PUT", path, "KW", "{" + Fields + ",\"account_id\":2}")).Status.ShouldBe(400);
        await using (var db = server.Database())
        {
            var id = kept.GetProperty("id").GetString();
            db.WebhookSubscriptions.Single(s => s.Id == id).AccountId.ShouldBe(1);
        }
        (await c.SendAsync("DELETE", path, "KW", null)).Status.ShouldBe(200);
    }
}
