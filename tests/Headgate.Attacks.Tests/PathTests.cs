using Headgate.Attacks.Tests.Standing;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class PathTests(StandingServer server)
{
    [Theory]
    [InlineData("//api/v2/accounts/1/jobs/")]
    [InlineData("/api//v2/accounts/1/jobs/")]
    [InlineData("/api/v2/accounts//1/jobs/")]
    public Task PATH_01_double_slash(string path) => RefusedAsync(path, 404, "unknown-route");

    [Fact]
    public Task PATH_02_dot_segment() => RefusedAsync(A1 + "/projects/10/../../jobs/2000/", 400, "bad-path");

    [Fact]
    public Task PATH_03_encoded_dots() => RefusedAsync(A1 + "/jobs/1000/%2e%2e/2000/", 400, "bad-path");

    [Fact]
    public Task PATH_04_encoded_slash() => RefusedAsync(A1 + "/jobs/1000%2f..%2f2000/", 400, "bad-path");

    [Fact]
    public Task PATH_05_double_encoding() => RefusedAsync(A1 + "/jobs/1000%252f..%252f2000/", 404, null);

    [Fact]
    public Task PATH_06_overlong_utf8() => RefusedAsync(A1 + "/jobs/%c0%ae%c0%ae/2000/", 400, "bad-encoding");

    [Fact]
    public Task PATH_07_invalid_utf8() => RefusedAsync(A1 + "/jobs/%ff%fe/", 400, "bad-encoding");

    [Theory]
    [InlineData("/jobs/1000%00/")]
    [InlineData("/jobs/1000%00.json")]
    public async Task PATH_08_null_byte(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(400);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
        c.Decisions = c.Records().Count;
    }

    [Fact]
    public Task PATH_09_mixed_case() => RefusedAsync("/API/V2/Accounts/1/Jobs/", 404, "unknown-route");

    [Fact]
    public async Task PATH_10_no_trailing_slash_on_read()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var without = await c.GetAsync(A1 + "/jobs", "KR");
        var with = await c.GetAsync(A1 + "/jobs/", "KR");
        (without.Status, without.Text).ShouldBe((200, with.Text));
        c.AllRecorded("Allowed", "granted", 2);
    }

    [Fact]
    public async Task PATH_11_no_trailing_slash_on_write()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync(A1 + "/jobs/1000/run", "KR", """{"cause":"x"}""")).Status.ShouldBe(403);
        (await c.PostAsync(A1 + "/jobs/1000/run/", "KR", """{"cause":"x"}""")).Status.ShouldBe(403);
        c.AllRecorded("Denied", "action-not-granted", 2);
    }

    [Fact]
    public Task PATH_12_two_trailing_slashes() => RefusedAsync(A1 + "/jobs/1000//", 404, "unknown-route");

    [Theory]
    [InlineData("/jobs/1000;project_id=20/")]
    [InlineData("/jobs;x=1/1000/")]
    public async Task PATH_13_matrix_parameter(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBeOneOf(400, 404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Fact]
    public Task PATH_14_account_0() => WrongAccountAsync("/api/v2/accounts/0/jobs/");

    [Fact]
    public Task PATH_15_negative_account() => RefusedAsync("/api/v2/accounts/-1/jobs/", 404, "bad-path");

    [Fact]
    public Task PATH_16_64_bit_overflow() => RefusedAsync("/api/v2/accounts/18446744073709551617/jobs/", 404, "bad-path");

    [Fact]
    public Task PATH_17_32_bit_overflow() => WrongAccountAsync("/api/v2/accounts/4294967297/jobs/");

    [Fact]
    public async Task PATH_18_leading_zeros()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync("/api/v2/accounts/0001/jobs/0001000/", "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Fact]
    public Task PATH_19_foreign_account() => WrongAccountAsync("/api/v2/accounts/2/jobs/");

    [Fact]
    public async Task PATH_20_same_thing_other_version()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(B1 + "/projects/10/", "KJ")).Status.ShouldBe(403);
        (await c.GetAsync(A1 + "/projects/10/", "KJ")).Status.ShouldBe(403);
        c.AllRecorded("Denied", "area-off", 2);
    }

    [Theory]
    [InlineData("/api/v3/accounts/1/projects/20/environments/200/")]
    [InlineData("/api/v2/accounts/1/environments/200/")]
    public async Task PATH_21_v3_twin_of_a_v2_environment(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBeOneOf("Denied", "Refused");
    }

    [Fact]
    public async Task PATH_22_child_under_wrong_parent()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(B1 + "/projects/10/environments/200/", "KR")).Status.ShouldBe(404);
        (await c.GetAsync(B1 + "/projects/20/environments/100/", "KR")).Status.ShouldBe(404);
        c.Records().ShouldAllBe(r => r.Decision == "Denied");
    }

    [Theory]
    [InlineData("/api/v1/accounts/1/jobs/")]
    [InlineData("/api/v4/accounts/1/jobs/")]
    [InlineData("/api/v2.0/accounts/1/jobs/")]
    [InlineData("/api/private/accounts/1/jobs/")]
    public Task PATH_23_unknown_API_version(string path) => RefusedAsync(path, 404, "unknown-route");

    [Fact]
    public async Task PATH_24_route_the_catalogue_does_not_know()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + "/new-thing/", "KR")).Status.ShouldBeOneOf(403, 404);
        c.Records().Single().Decision.ShouldBeOneOf("Refused", "Denied");
    }

    [Theory]
    [InlineData("/accounts/")]
    [InlineData("/admin")]
    [InlineData("/.well-known/x")]
    public async Task PATH_25_other_host_paths(string path)
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

    [Fact]
    public async Task PATH_26_fragment_and_query_confusion()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var first = await c.GetAsync(A1 + "/jobs/1000/?/../../2000/", "KR");
        first.Status.ShouldBe(200);
        first.Json.GetProperty("data").GetProperty("id").GetInt64().ShouldBe(1000);
        (await c.GetAsync(A1 + "/jobs/1000/%3fproject_id=20", "KR")).Status.ShouldBe(404);
        c.Records().Single(r => r.Decision == "Allowed").Path!.Job.ShouldBe(1000);
        c.Records().Count(r => r.Decision == "Refused").ShouldBe(1);
    }

    [Fact]
    public async Task PATH_27_very_long_path()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync("/api/v2/" + string.Concat(Enumerable.Repeat("a/", 8192)), "KR")).Status.ShouldBe(414);
        c.Recorded("Refused", "path-too-long").Url!.Length.ShouldBeLessThanOrEqualTo(260);
    }

    [Theory]
    [InlineData("/api/v2/\taccounts/1/jobs/")]
    [InlineData("/api/v2/%0d%0aaccounts/1/jobs/")]
    [InlineData("/api/v2/%09accounts/1/jobs/")]
    public async Task PATH_28_tab_CR_LF_in_path(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(path, "KR")).Status.ShouldBe(400);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Theory]
    [InlineData("/runs/5000/artifacts/../../6000/artifacts/manifest.json")]
    [InlineData("/runs/5000/artifacts/%2e%2e%2f6000/artifacts/manifest.json")]
    [InlineData("/runs/5000/artifacts/..%5c6000/manifest.json")]
    public async Task PATH_29_artifact_path_traversal(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
        c.Records().Single().Decision.ShouldBe("Refused");
    }

    [Theory]
    [InlineData("/runs/5000/artifacts//etc/passwd")]
    [InlineData("/runs/5000/artifacts/C:%5cWindows%5cwin.ini")]
    [InlineData("/runs/5000/artifacts/file:///etc/passwd")]
    public async Task PATH_30_artifact_absolute_path(string path)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(A1 + path, "KR")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/runs/5000/artifacts/.")]
    [InlineData("/runs/5000/artifacts/..")]
    [InlineData("/runs/5000/artifacts/CON")]
    [InlineData("/runs/5000/artifacts/run/")]
    public async Task PATH_32_artifact_device_and_dot_names(string path)
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
