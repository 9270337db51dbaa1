using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class PathTests(StandingServer server)
{
    [Attack("PATH-01")]
    [Theory]
    [InlineData("//api/v2/accounts/1/jobs/")]
    [InlineData("/api//v2/accounts/1/jobs/")]
    [InlineData("/api/v2/accounts//1/jobs/")]
    public Task A_double_slash_is_404(string path) => RefusedAsync(path, 404, "unknown-route");

    [Attack("PATH-02")]
    [Fact]
    public Task Dots_in_a_path_are_refused_with_400() => RefusedAsync(A1 + "/projects/10/../../jobs/2000/", 400, "bad-path");

    [Attack("PATH-03")]
    [Fact]
    public Task Encoded_dots_in_a_path_are_refused_with_400() => RefusedAsync(A1 + "/jobs/1000/%2e%2e/2000/", 400, "bad-path");

    [Attack("PATH-04")]
    [Fact]
    public Task An_encoded_slash_is_refused_with_400() => RefusedAsync(A1 + "/jobs/1000%2f..%2f2000/", 400, "bad-path");

    [Attack("PATH-05")]
    [Fact]
    public Task A_path_is_decoded_once_only() => RefusedAsync(A1 + "/jobs/1000%252f..%252f2000/", 404, null);

    [Attack("PATH-06")]
    [Fact]
    public Task Overlong_UTF_8_in_a_path_is_refused_with_400() => RefusedAsync(A1 + "/jobs/%c0%ae%c0%ae/2000/", 400, "bad-encoding");

    [Attack("PATH-07")]
    [Fact]
    public Task Invalid_UTF_8_in_a_path_is_refused_with_400() => RefusedAsync(A1 + "/jobs/%ff%fe/", 400, "bad-encoding");

    [Attack("PATH-08")]
    [Theory]
    [InlineData("/jobs/1000%00/")]
    [InlineData("/jobs/1000%00.json")]
    public async Task A_null_byte_in_a_path_is_refused_with_400(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(400);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
        c.Decisions = c.Records().Count;
    }

    [Attack("PATH-09")]
    [Fact]
    public Task A_path_in_other_case_is_404() => RefusedAsync("/API/V2/Accounts/1/Jobs/", 404, "unknown-route");

    [Attack("PATH-10")]
    [Fact]
    public async Task A_read_without_the_last_slash_gets_the_same_answer()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var without = await c.GetAsync(A1 + "/jobs", "KR");
        var with = await c.GetAsync(A1 + "/jobs/", "KR");
        (without.Status, without.Text).ShouldBe((200, with.Text));
        c.AllRecorded("Allowed", "granted", 2);
    }

    [Attack("PATH-11")]
    [Fact]
    public async Task A_write_without_the_last_slash_gets_the_same_denial()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/run", "KR", """{"cause":"x"}""")).Status.ShouldBe(403);
        (await c.PostAsync(A1 + "/jobs/1000/run/", "KR", """{"cause":"x"}""")).Status.ShouldBe(403);
        c.AllRecorded("Denied", "action-not-granted", 2);
    }

    [Attack("PATH-12")]
    [Fact]
    public Task Two_slashes_at_the_end_are_404() => RefusedAsync(A1 + "/jobs/1000//", 404, "unknown-route");

    [Attack("PATH-13")]
    [Theory]
    [InlineData("/jobs/1000;project_id=20/")]
    [InlineData("/jobs;x=1/1000/")]
    public async Task A_semicolon_in_a_path_is_404(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("PATH-14")]
    [Fact]
    public Task Account_0_is_404_and_not_all_accounts() => WrongAccountAsync("/api/v2/accounts/0/jobs/");

    [Attack("PATH-15")]
    [Fact]
    public Task A_negative_account_is_404() => RefusedAsync("/api/v2/accounts/-1/jobs/", 404, "bad-path");

    [Attack("PATH-16")]
    [Fact]
    public Task An_account_past_64_bits_is_404_and_does_not_wrap() =>
        RefusedAsync("/api/v2/accounts/18446744073709551617/jobs/", 404, "bad-path");

    [Attack("PATH-17")]
    [Fact]
    public Task An_account_past_32_bits_is_404_and_does_not_wrap() => WrongAccountAsync("/api/v2/accounts/4294967297/jobs/");

    [Attack("PATH-18")]
    [Fact]
    public async Task Leading_zeros_in_ids_are_404()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync("/api/v2/accounts/0001/jobs/0001000/", "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("PATH-19")]
    [Fact]
    public Task Another_account_is_404() => WrongAccountAsync("/api/v2/accounts/2/jobs/");

    [Attack("PATH-20")]
    [Fact]
    public async Task A_project_is_denied_alike_in_v2_and_v3()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(B1 + "/projects/10/", "KJ")).Status.ShouldBe(403);
        (await c.GetAsync(A1 + "/projects/10/", "KJ")).Status.ShouldBe(403);
        c.AllRecorded("Denied", "area-off", 2);
    }

    [Attack("PATH-21")]
    [Theory]
    [InlineData("/api/v3/accounts/1/projects/20/environments/200/")]
    [InlineData("/api/v2/accounts/1/environments/200/")]
    public async Task An_environment_out_of_scope_is_404_in_v2_and_v3(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Denied");
    }

    [Attack("PATH-22")]
    [Fact]
    public async Task An_environment_under_another_project_is_404()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(B1 + "/projects/10/environments/200/", "KR")).Status.ShouldBe(404);
        (await c.GetAsync(B1 + "/projects/20/environments/100/", "KR")).Status.ShouldBe(404);
        c.Records().ShouldAllBe(r => r.Decision == "Denied");
    }

    [Attack("PATH-23")]
    [Theory]
    [InlineData("/api/v1/accounts/1/jobs/")]
    [InlineData("/api/v4/accounts/1/jobs/")]
    [InlineData("/api/v2.0/accounts/1/jobs/")]
    [InlineData("/api/private/accounts/1/jobs/")]
    public Task An_unknown_version_of_the_API_is_404(string path) => RefusedAsync(path, 404, "unknown-route");

    [Attack("PATH-24")]
    [Fact]
    public async Task A_route_that_the_catalogue_does_not_know_is_404()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/new-thing/", "KR")).Status.ShouldBe(404);
        c.Recorded("Refused", "unknown-route");
    }

    [Attack("PATH-25")]
    [Theory]
    [InlineData("/accounts/")]
    [InlineData("/admin")]
    [InlineData("/.well-known/x")]
    public async Task Paths_outside_the_API_are_404(string path)
    {
        var answer = (
            await RawHttp.ExchangeAsync(
                server.Address,
                System.Text.Encoding.ASCII.GetBytes(
                    $"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server["KR"]}\r\nConnection: close\r\n\r\n"
                )
            )
        ).Single();
        answer.Status.ShouldBe(404);
    }

    [Attack("PATH-26")]
    [Fact]
    public async Task A_question_mark_ends_the_path_and_an_encoded_one_does_not()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var first = await c.GetAsync(A1 + "/jobs/1000/?/../../2000/", "KR");
        first.Status.ShouldBe(200);
        first.Json.GetProperty("data").GetProperty("id").GetInt64().ShouldBe(1000);
        (await c.GetAsync(A1 + "/jobs/1000/%3fproject_id=20", "KR")).Status.ShouldBe(404);
        c.Records().Single(r => r.Decision == "Allowed").Path!.Job.ShouldBe(1000);
        c.Records().Count(r => r.Decision == "Refused").ShouldBe(1);
    }

    [Attack("PATH-27")]
    [Fact]
    public async Task A_path_of_16_KiB_is_refused_with_414_and_cut_in_the_record()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync("/api/v2/" + string.Concat(Enumerable.Repeat("a/", 8192)), "KR")).Status.ShouldBe(414);
        c.Recorded("Refused", "path-too-long").Url!.Length.ShouldBeLessThanOrEqualTo(260);
    }

    [Attack("PATH-28")]
    [Theory]
    [InlineData("/api/v2/\taccounts/1/jobs/")]
    [InlineData("/api/v2/%0d%0aaccounts/1/jobs/")]
    [InlineData("/api/v2/%09accounts/1/jobs/")]
    public async Task A_tab_or_a_line_break_in_a_path_is_refused_with_400(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(400);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("PATH-29")]
    [Theory]
    [InlineData("/runs/5000/artifacts/../../6000/artifacts/manifest.json")]
    [InlineData("/runs/5000/artifacts/%2e%2e%2f6000/artifacts/manifest.json")]
    [InlineData("/runs/5000/artifacts/..%5c6000/manifest.json")]
    public async Task A_path_that_climbs_out_of_a_runs_artifacts_is_404(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Attack("PATH-30")]
    [Theory]
    [InlineData("/runs/5000/artifacts//etc/passwd")]
    [InlineData("/runs/5000/artifacts/C:%5cWindows%5cwin.ini")]
    [InlineData("/runs/5000/artifacts/file:///etc/passwd")]
    public async Task An_absolute_path_of_an_artifact_is_404(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
    }

    [Attack("PATH-32")]
    [Theory]
    [InlineData("/runs/5000/artifacts/.")]
    [InlineData("/runs/5000/artifacts/..")]
    [InlineData("/runs/5000/artifacts/CON")]
    [InlineData("/runs/5000/artifacts/run/")]
    public async Task Dots_devices_and_folders_as_artifacts_are_404(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
    }

    private async Task RefusedAsync(string path, int status, string? reason)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(status);
        var record = c.Records().Single();
        record.Decision.ShouldBe("Refused");
        if (reason is not null)
        {
            record.Reason.ShouldBe(reason);
        }
    }

    private async Task WrongAccountAsync(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(404);
        c.Recorded("Denied", "wrong-account");
    }
}
