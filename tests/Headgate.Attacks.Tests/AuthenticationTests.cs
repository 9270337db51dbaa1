using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Secrets;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Headgate.Attacks.Tests.Standing.StandingServer;

namespace Headgate.Attacks.Tests;

[Collection("attacks")]
public sealed class AuthenticationTests(StandingServer server)
{
    private static string Jobs => A1 + "/jobs/";

    [Fact]
    public async Task AUTH_01_no_credential()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(Jobs, "");
        answer.Status.ShouldBe(401);
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
        c.Recorded("Refused", "no-credential").Caller.ShouldBeNull();
    }

    [Fact]
    public async Task AUTH_02_empty_header()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", "Authorization:")).Status.ShouldBe(401);
        c.Recorded("Refused", "no-credential");
    }

    [Theory]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: Bearer ")]
    [InlineData("Authorization: Token")]
    public async Task AUTH_03_scheme_without_token(string header)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", header)).Status.ShouldBe(401);
        c.Recorded("Refused", "empty-credential");
    }

    [Fact]
    public async Task AUTH_04_only_whitespace_as_token()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", "Authorization: Bearer     ")).Status.ShouldBe(401);
        c.Recorded("Refused", "empty-credential");
    }

    [Fact]
    public async Task AUTH_05_two_headers_first_good()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KR", "Authorization: Bearer x")).Status.ShouldBe(401);
        c.Recorded("Refused", "ambiguous-credential");
    }

    [Fact]
    public async Task AUTH_06_two_headers_second_good()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "x", $"Authorization: Bearer {server["KR"]}")).Status.ShouldBe(401);
        c.Recorded("Refused", "ambiguous-credential");
    }

    [Fact]
    public async Task AUTH_07_two_identical_headers()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KR", $"Authorization: Bearer {server["KR"]}")).Status.ShouldBe(401);
        c.Recorded("Refused", "ambiguous-credential");
    }

    [Theory]
    [InlineData("authorization: bearer ")]
    [InlineData("Authorization: BEARER ")]
    public async Task AUTH_08_scheme_in_other_case(string start)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", start + server["KR"])).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Caller!.Name.ShouldBe("reader");
    }

    [Fact]
    public async Task AUTH_09_the_word_Token_as_the_platform_has_it()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", "Authorization: Token " + server["KR"])).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Caller!.Name.ShouldBe("reader");
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    [InlineData("ApiKey")]
    public async Task AUTH_10_wrong_scheme(string scheme)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var secret = scheme == "Basic" ? Convert.ToBase64String(Encoding.ASCII.GetBytes(server["KR"] + ":")) : server["KR"];
        (await c.GetAsync(Jobs, "", $"Authorization: {scheme} {secret}")).Status.ShouldBe(401);
        c.Recorded("Refused", "unsupported-scheme");
    }

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    [InlineData("api_key")]
    public async Task AUTH_11_token_in_the_query_string(string name)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync($"{Jobs}?{name}={server["KR"]}", "")).Status.ShouldBe(401);
        c.Recorded("Refused", "no-credential").Url!.ShouldEndWith($"?{name}=***");
    }

    [Fact]
    public async Task AUTH_12_token_in_the_body()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync($"{A1}/jobs/1000/run/", "", $$"""{"cause":"x","token":"{{server["KT"]}}"}""")).Status.ShouldBe(401);
        c.Recorded("Refused", "no-credential");
    }

    [Fact]
    public async Task AUTH_13_revoked_key()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KX")).Status.ShouldBe(401);
        c.Recorded("Refused", "revoked").Caller!.Name.ShouldBe("revoked");
    }

    [Fact]
    public async Task AUTH_13_a_key_in_use_is_refused_at_once_when_revoked()
    {
        var key = await server.Registry.AddKeyAsync(1, server.Agents["KG"], "brief", null, ChangeActor.Operator, CancellationToken.None);
        var secret = key.Value!.Secret.Reveal();
        await using (var good = await AttackCase.BeginAsync(server))
        {
            (await good.GetAsync(Jobs, secret)).Status.ShouldBe(200);
        }
        await server.Registry.RevokeKeyAsync(1, server.Agents["KG"], key.Value.Key.Id, ChangeActor.Operator, CancellationToken.None);
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, secret)).Status.ShouldBe(401);
        c.Recorded("Refused", "revoked");
    }

    [Fact]
    public async Task AUTH_14_expired_key()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KE")).Status.ShouldBe(401);
        c.Recorded("Refused", "expired").Caller!.Name.ShouldBe("expired");
    }

    [Fact]
    public async Task AUTH_15_rotated_out_key_after_grace()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KO")).Status.ShouldBe(401);
        c.Recorded("Refused", "rotated").Caller!.Name.ShouldBe("rotated");
    }

    [Fact]
    public async Task AUTH_15_rotated_key_in_grace_is_good_with_a_note()
    {
        var registry = server.Registry;
        var old = (
            await registry.AddKeyAsync(1, server.Agents["KG"], "turning", null, ChangeActor.Operator, CancellationToken.None)
        ).Value!;
        await registry.RotateKeyAsync(
            1,
            server.Agents["KG"],
            old.Key.Id,
            TimeSpan.FromHours(24),
            ChangeActor.Operator,
            CancellationToken.None
        );
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, old.Secret.Reveal())).Status.ShouldBe(200);
        c.Recorded("Allowed", "granted").Other!["note"].GetString().ShouldBe("old key, 24 hours left");
    }

    [Fact]
    public async Task AUTH_16_look_alike_characters()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var twisted = server["KR"][..10] + "\u0430" + server["KR"][11..];
        (await c.GetAsync(Jobs, "", "Authorization: Bearer " + twisted)).Status.ShouldBeOneOf(400, 401);
        c.Records()
            .ShouldAllBe(r =>
                r.Decision == "Refused" && (r.Reason == "malformed-credential" || r.Reason == "malformed-header" || r.Reason == "framing")
            );
    }

    [Fact]
    public async Task AUTH_17_full_width_form()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var wide = string.Concat(server["KR"].Select(ch => (char)(ch + 0xFEE0)));
        (await c.GetAsync(Jobs, "", "Authorization: Bearer " + wide)).Status.ShouldBeOneOf(400, 401);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Fact]
    public async Task AUTH_18_case_of_the_key_changed()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, server["KR"].ToUpperInvariant())).Status.ShouldBe(401);
        c.Recorded("Refused", "unknown-credential").Fingerprint!.Length.ShouldBe(16);
    }

    [Fact]
    public async Task AUTH_19_prefix_of_a_key()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, server["KR"][..^1])).Status.ShouldBe(401);
        c.Recorded("Refused", "unknown-credential");
    }

    [Fact]
    public async Task AUTH_20_key_plus_one_character()
    {
        await using var c = await AttackCase.BeginAsync(server);
        c.Decisions = 1;
        (await c.GetAsync(Jobs, server["KR"] + "A")).Status.ShouldBe(401);
        c.Recorded("Refused", "unknown-credential");
    }

    [Theory]
    [InlineData(8 << 10, 401)]
    [InlineData(64 << 10, 431)]
    [InlineData(1 << 20, 431)]
    public async Task AUTH_21_very_long_token(int length, int status)
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, new string('a', length))).Status.ShouldBe(status);
        c.Recorded("Refused", "oversized-header");
    }

    [Theory]
    [InlineData("abc\0def")]
    [InlineData("abc\u0007def")]
    [InlineData("abc\u00ff")]
    public async Task AUTH_22_control_bytes_in_token(string token)
    {
        await using var c = await AttackCase.BeginAsync(server);
        var request = $"GET {Jobs} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\r\n";
        (await c.RawAsync(request, utf8: false)).Status.ShouldBeOneOf(400, 401);
        c.Records().ShouldAllBe(r => r.Decision == "Refused");
    }

    [Fact]
    public async Task AUTH_23_timing_of_comparison()
    {
        // A credential is looked up by its hash under the server's own key: whoever sends it cannot steer how far a comparison comes.
        var hasher = server.Services.GetRequiredService<TokenHasher>();
        var key = server["KR"];
        var stored = hasher.Hash(key);
        var elsewhere = Directory.CreateTempSubdirectory("headgate-keys-");
        new TokenHasher(new StoreSettings { DataFolder = elsewhere.FullName }).Hash(key).ShouldNotBe(stored);
        elsewhere.Delete(recursive: true);
        string[] near = [FirstWrong(key), LastWrong(key)];
        foreach (var other in near)
        {
            hasher.Hash(other).Zip(stored).TakeWhile(pair => pair.First == pair.Second).Count().ShouldBeLessThan(16);
        }
        await using (var db = server.Database())
        {
            (await db.AgentKeys.CountAsync(k => k.KeyHash == stored)).ShouldBe(1);
        }

        // Both kinds of wrong key take the same way. How long it took is printed, not judged: a machine that is busy proves nothing.
        var source = server.Services.GetServices<ICallerSource>().Single(s => s.Prefix == "hga_");
        var took = near.ToDictionary(k => k, _ => new List<double>(), StringComparer.Ordinal);
        for (var i = 0; i < 2000; i++)
        {
            foreach (var wrong in near)
            {
                var start = TimeProvider.System.GetTimestamp();
                (await source.FindAsync(wrong, CancellationToken.None)).Refusal.ShouldBe(Reason.UnknownCredential);
                took[wrong].Add(TimeProvider.System.GetElapsedTime(start).TotalMicroseconds);
            }
        }
        var medians = near.Select(k => took[k].Order().ElementAt(took[k].Count / 2)).ToList();
        TestContext.Current.SendDiagnosticMessage($"first byte wrong {medians[0]:0.0} us, last byte wrong {medians[1]:0.0} us");

        await using var c = await AttackCase.BeginAsync(server);
        var answers = new[] { await c.GetAsync(Jobs, near[0]), await c.GetAsync(Jobs, near[1]) };
        answers[0].Status.ShouldBe(401);
        answers[1].Text.ShouldBe(answers[0].Text);
        c.AllRecorded("Refused", "unknown-credential", 2);

        static string FirstWrong(string text) => $"{text[..4]}{(text[4] == 'A' ? 'B' : 'A')}{text[5..]}";
        static string LastWrong(string text) => $"{text[..^1]}{(text[^1] == 'A' ? 'B' : 'A')}";
    }

    [Fact]
    public async Task AUTH_24_guessing()
    {
        await using var c = await AttackCase.BeginAsync(server);
        List<int> statuses = [];
        for (var i = 0; i < 40; i++)
        {
            var answer = await c.GetAsync(Jobs, "hga_" + i.ToString("d43"));
            statuses.Add(answer.Status);
            if (answer.Status == 429)
            {
                answer.Header("Retry-After").ShouldNotBeNull();
            }
        }
        statuses.ShouldContain(429);
        statuses.SkipWhile(s => s == 401).ShouldAllBe(s => s == 429);
        (await c.GetAsync(Jobs, "KR")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task AUTH_27_session_cookie_instead_of_key()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", $"Cookie: session={server["KR"]}; .AspNetCore.Cookies=x")).Status.ShouldBe(401);
        c.Recorded("Refused", "no-credential");
    }

    [Fact]
    public async Task AUTH_28_impersonation_headers()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var answer = await c.GetAsync(Jobs, "K0", "X-Forwarded-User: admin", "X-Headgate-Agent: useradmin", "X-Remote-User: admin");
        answer.Status.ShouldBe(403);
        c.Recorded("Denied", "area-off").Caller!.Name.ShouldBe("empty");
    }

    [Fact]
    public async Task AUTH_29_key_of_another_account()
    {
        await using var c = await AttackCase.BeginAsync(server);
        var foreign = await c.GetAsync(Jobs, "K2");
        var missing = await c.GetAsync("/api/v2/accounts/987654/jobs/", "K2");
        (foreign.Status, foreign.Text).ShouldBe((404, missing.Text));
        c.AllRecorded("Denied", "wrong-account", 2);
    }

    [Fact]
    public async Task AUTH_30_disabled_agent_with_a_valid_key()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "KD")).Status.ShouldBe(401);
        c.Recorded("Refused", "agent-disabled").Caller!.Name.ShouldBe("disabled");
    }

    [Fact]
    public async Task AUTH_30_an_agent_in_use_is_refused_at_once_when_switched_off()
    {
        var made = (await server.Registry.CreateAsync(1, new NewAgent("brief"), ChangeActor.Operator, CancellationToken.None)).Value!;
        await server.Registry.PutGrantAsync(1, made.Agent.Id, new NewGrant("jobs", "read"), ChangeActor.Operator, CancellationToken.None);
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, made.Secret.Reveal())).Status.ShouldBe(200);
        await server.Registry.EnableAsync(1, made.Agent.Id, false, ChangeActor.Operator, CancellationToken.None);
        (await c.GetAsync(Jobs, made.Secret.Reveal())).Status.ShouldBe(401);
        await server.Registry.DeleteAsync(1, made.Agent.Id, ChangeActor.Operator, CancellationToken.None);
        (await c.GetAsync(Jobs, made.Secret.Reveal())).Status.ShouldBe(401);
    }

    [Fact]
    public async Task AUTH_31_metadata_only_token_on_admin()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.PostAsync($"{A1}/jobs/1000/run/", server.MetadataOnly, """{"cause":"x"}""")).Status.ShouldBe(403);
        c.Recorded("Denied", "permission-missing").Caller!.Kind.ShouldBe("service_token");
    }

    [Fact]
    public async Task AUTH_32_comma_joined_credentials()
    {
        await using var c = await AttackCase.BeginAsync(server);
        (await c.GetAsync(Jobs, "", $"Authorization: Bearer {server["K0"]}, Bearer {server["KR"]}")).Status.ShouldBe(401);
        c.Recorded("Refused", "malformed-credential");
    }
}
