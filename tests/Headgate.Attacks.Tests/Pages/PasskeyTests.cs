using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>What somebody without the device can do about a passkey.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private HeadgateServer _server = null!;
    private HttpClient _person = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Passkeys => $"/api/gate/v1/accounts/{_server.AccountId}/passkeys/";

    public async ValueTask InitializeAsync()
    {
        _server = await HeadgateServer.StartAsync();
        var (token, _) = await _server.CreatePersonalTokenAsync("ida@example.com", "developer");
        _person = _server.ClientFor(token);
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_taken_for_the_challenge_and_the_address_that_it_was_made_for_and_for_no_other()
    {
        foreach (
            var (origin, challenge, type) in (IEnumerable<(string, string?, string)>)
                [
                    ("https://evil.test", null, "webauthn.create"),
                    ("http://localhost.evil.test:0", null, "webauthn.create"),
                    ("http://localhost:0", Base64Url.EncodeToString(new byte[32]), "webauthn.create"),
                    ("http://localhost:0", null, "webauthn.get"),
                ]
        )
        {
            var asked = await ChallengeAsync();
            using var refused = await AddAsync(asked, Answer(asked, origin, challenge, type));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, origin);
        }
        var good = await ChallengeAsync();
        using var turned = await AddAsync((good.Options, good.State[..^3] + "AAA"), Answer(good, "http://localhost:0"));
        turned.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var nonsense = await AddAsync(good, "{\"id\":1}");
        nonsense.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var added = await AddAsync(good, Answer(good, "http://localhost:0"));
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_challenge_of_one_person_adds_no_key_to_another_and_nobody_removes_anothers()
    {
        var (token, _) = await _server.CreatePersonalTokenAsync("mallory@example.com", "developer");
        using var mallory = _server.ClientFor(token);
        var hers = await ChallengeAsync();
        using var stolen = await mallory.PostAsJsonAsync(
            Passkeys,
            new
            {
                name = "x",
                state = hers.State,
                credential = Answer(hers, "http://localhost:0"),
            },
            Cancellation
        );
        stolen.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var added = await AddAsync(hers, Answer(hers, "http://localhost:0"));
        var id = (await added.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!["id"];
        using var removed = await mallory.DeleteAsync($"{Passkeys}{id}/", Cancellation);
        removed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var seen = await mallory.GetFromJsonAsync<JsonNode>(Passkeys, Cancellation);
        seen!["data"]!.AsArray().Count.ShouldBe(0);
        using var service = await _server.Admin.GetAsync(Passkeys + "challenge/", Cancellation);
        service.IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_somebody_found_open_adds_no_key_without_the_password()
    {
        using (
            var set = await _person.PostAsJsonAsync(
                $"/api/gate/v1/accounts/{_server.AccountId}/password/",
                new { password = "an orchard in bloom" },
                Cancellation
            )
        )
        {
            set.IsSuccessStatusCode.ShouldBeTrue();
        }
        using var opened = await _person.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{_server.AccountId}/sessions/",
            new { browser = "x" },
            Cancellation
        );
        var secret = (await opened.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!["secret"]!.ToString();
        using var session = _server.ClientFor(secret, "Bearer");
        foreach (
            var (password, status) in (IEnumerable<(string, HttpStatusCode)>)
                [
                    ("a wrong password", HttpStatusCode.BadRequest),
                    ("", HttpStatusCode.BadRequest),
                    ("an orchard in bloom", HttpStatusCode.Created),
                ]
        )
        {
            var asked = await ChallengeAsync();
            using var answer = await session.PostAsJsonAsync(
                Passkeys,
                new
                {
                    name = "x",
                    state = asked.State,
                    credential = Answer(asked, "http://localhost:0"),
                    current = password,
                },
                Cancellation
            );
            answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private async Task<(JsonNode Options, string State)> ChallengeAsync()
    {
        var asked = (await _person.GetFromJsonAsync<JsonNode>(Passkeys + "challenge/", Cancellation))!["data"]!;
        return (JsonNode.Parse(asked["options"]!.ToString())!, asked["state"]!.ToString());
    }

    private Task<HttpResponseMessage> AddAsync((JsonNode Options, string State) asked, string answer) =>
        _person.PostAsJsonAsync(
            Passkeys,
            new
            {
                name = "x",
                state = asked.State,
                credential = answer,
            },
            Cancellation
        );

    /// <summary>What a device of one's own making would answer: a fresh key of P-256, without attestation.</summary>
    private static string Answer(
        (JsonNode Options, string State) asked,
        string origin,
        string? challenge = null,
        string type = "webauthn.create"
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (point, id) = (key.ExportParameters(includePrivateParameters: false).Q, RandomNumberGenerator.GetBytes(16));
        byte[] cose = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        // The host's hash; user present, verified, key included; a count of none; no make; the key's id and the key.
        byte[] data = [.. SHA256.HashData("localhost"u8), 0x45, 0, 0, 0, 0, .. new byte[16], 0, 16, .. id, .. cose];
        byte[] attestation =
        [
            0xa3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xa0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        var client = new JsonObject
        {
            ["type"] = type,
            ["challenge"] = challenge ?? asked.Options["challenge"]!.ToString(),
            ["origin"] = origin,
            ["crossOrigin"] = false,
        };
        return new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["rawId"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(client.ToJsonString())),
                ["attestationObject"] = Base64Url.EncodeToString(attestation),
            },
        }.ToJsonString();
    }
}
