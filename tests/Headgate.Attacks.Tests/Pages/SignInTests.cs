using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Sessions;
using Headgate.Server;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Pages;

/// <summary>Who gets a session, and what becomes of it.</summary>
[Collection(PagesCollection.Name)]
public sealed class SignInTests(PagesLab lab)
{
    private const string Sentence = "a gate lets through what it should";

    [Fact]
    [Attack("CON-03")]
    public async Task Before_anybody_has_signed_in_nothing_is_shown_and_only_the_printed_link_opens_anything()
    {
        new ServerSettings { DataFolder = "x" }.Address.ShouldBe("127.0.0.1");
        await using var server = await HeadgateServer.StartAsync();
        var links = server.Services.GetRequiredService<SignInLinks>();
        (await links.IsFreshAsync(PagesLab.Cancellation)).ShouldBeTrue();
        using var browser = server.ClientFor(null);
        foreach (var path in (string[])["/", "/agents", "/account", "/account/tokens", "/record", "/approvals/1"])
        {
            using var page = await browser.GetAsync(path, PagesLab.Cancellation);
            page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            page.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        }
        using var stream = await browser.GetAsync("/live/record", PagesLab.Cancellation);
        stream.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var guess = server.ClientFor("hgl_" + new string('A', 43));
        using var refused = await guess.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/sessions/",
            new { browser = "x" },
            PagesLab.Cancellation
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Recorded.Of(server).ShouldContain(r => r.Decision == "Refused" && r.Reason == "not-initialised");
        (await links.IsFreshAsync(PagesLab.Cancellation)).ShouldBeTrue();
    }

    [Fact]
    [Attack("CON-04")]
    public async Task A_session_that_was_ended_is_refused_wherever_it_is_shown()
    {
        using var signedIn = await lab.SignInAsync(lab.Server.AdminToken, "/runs");
        var session = PagesLab.SessionOf(signedIn)!;
        var (cookies, token) = await lab.FormAsync("/runs", session);
        using (var left = await lab.SendAsync(HttpMethod.Post, "/sign-out", cookies, [new("__RequestVerificationToken", token)]))
        {
            left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        var mark = lab.Mark();
        using var page = await lab.GetAsync("/runs", session);
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        using var stream = await lab.GetAsync("/live/record", session);
        stream.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var form = await lab.SendAsync(HttpMethod.Post, $"/agents/{lab.Agent}", session, [new("_handler", "switch")]);
        form.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var api = lab.Server.ClientFor(session.Split('=')[1], "Bearer");
        using var call = await api.GetAsync(lab.Server.V2 + "jobs/", PagesLab.Cancellation);
        call.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        lab.Refused(mark, "session-ended", count: 4);
    }

    [Fact]
    [Attack("CON-12")]
    public async Task A_link_is_used_up_by_one_confirmed_post_and_by_nothing_else()
    {
        var (link, other) = (await lab.LinkAsync(), await lab.LinkAsync());
        var path = SignInLinks.Path + link;
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Get, HttpMethod.Get])
        {
            using var looked = await lab.SendAsync(method, path, "", null, ("Sec-Purpose", "prefetch"));
            PagesLab.SessionOf(looked).ShouldBeNull();
        }
        using (var page = await lab.GetAsync(path))
        {
            page.Headers.GetValues("Referrer-Policy").Single().ShouldBe("strict-origin");
        }
        var mark = lab.Mark();
        var both = await Task.WhenAll(lab.SignInAsync(link), lab.SignInAsync(link));
        both.Count(a => PagesLab.SessionOf(a) is not null).ShouldBe(1);
        lab.After(mark).Count(r => r.Kind == "decision" && r.Operation == "sessions.open" && r.Decision == "Allowed").ShouldBeInRange(1, 2);
        mark = lab.Mark();
        using var again = await lab.SignInAsync(link);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        lab.Refused(mark, "link-spent");
        mark = lab.Mark();
        // Another link of the same administrator is dead with it.
        using var second = await lab.SignInAsync(other);
        second.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        lab.Refused(mark, "link-spent");
        string.Join('\n', lab.After(0).Select(r => System.Text.Json.JsonSerializer.Serialize(r))).ShouldNotContain(link);
        Environment.CommandLine.ShouldNotContain(link);
    }

    [Fact]
    [Attack("CON-12")]
    public async Task A_link_is_dead_after_its_time()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await HeadgateServer.StartAsync(also: services => services.AddSingleton<TimeProvider>(clock));
        var link = (await server.Services.GetRequiredService<SignInLinks>().AddAsync(null, "tests", PagesLab.Cancellation))!.Value.Reveal();
        clock.Advance(TimeSpan.FromMinutes(31));
        using var client = server.ClientFor(link);
        using var late = await client.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{server.AccountId}/sessions/",
            new { browser = "x" },
            PagesLab.Cancellation
        );
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Recorded.Of(server).ShouldContain(r => r.Decision == "Refused" && r.Reason == "expired");
    }

    [Fact]
    [Attack("CON-13")]
    public async Task A_session_is_new_at_each_sign_in_and_is_known_by_its_cookie_alone()
    {
        using var fixedOne = await lab.SignInAsync(lab.Server.AdminToken, cookies: "headgate-session=hgs_" + new string('A', 43));
        var session = PagesLab.SessionOf(fixedOne)!;
        session.ShouldNotContain(new string('A', 43));
        using var again = await lab.SignInAsync(lab.Server.AdminToken, cookies: session);
        PagesLab.SessionOf(again).ShouldNotBe(session);
        var secret = session.Split('=')[1];
        foreach (var path in (string[])[$"/runs?headgate-session={secret}", $"/runs;headgate-session={secret}", $"/runs?session={secret}"])
        {
            using var inAddress = await lab.GetAsync(path);
            // The second is the address of nothing at all.
            inAddress.StatusCode.ShouldBe(path.Contains(';', StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Redirect);
            (inAddress.Headers.Location?.OriginalString ?? "/sign-in").ShouldStartWith("/sign-in");
        }
        // The name that only TLS gives is another cookie than the plain one: neither stands for the other.
        using var otherName = await lab.GetAsync("/runs", "__Host-" + session);
        otherName.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    [Attack("CON-13")]
    public async Task Over_tls_the_cookie_is_bound_to_its_host()
    {
        var folder = Directory.CreateTempSubdirectory("headgate-tls-");
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
            using var made = request.CreateSelfSigned(
                TimeProvider.System.GetUtcNow().AddDays(-1),
                TimeProvider.System.GetUtcNow().AddDays(1)
            );
            var (certificate, keyFile) = (Path.Combine(folder.FullName, "c.pem"), Path.Combine(folder.FullName, "k.pem"));
            await File.WriteAllTextAsync(certificate, made.ExportCertificatePem(), PagesLab.Cancellation);
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), PagesLab.Cancellation);
            await using var server = await HeadgateServer.StartAsync(s => s with { Certificate = certificate, CertificateKey = keyFile });
            using var browser = new HttpClient(
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    SslOptions =
                    {
                        RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == made.GetCertHashString(),
                    },
                }
            );
            var page = await browser.GetAsync(new Uri(server.Url, "/sign-in"), PagesLab.Cancellation);
            var text = await page.Content.ReadAsStringAsync(PagesLab.Cancellation);
            var start = text.IndexOf("__RequestVerificationToken\" value=\"", StringComparison.Ordinal) + 35;
            using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/sign-in/open"))
            {
                Content = new FormUrlEncodedContent([
                    new("__RequestVerificationToken", text[start..text.IndexOf('"', start)]),
                    new("credential", server.AdminToken),
                ]),
            };
            post.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
            using var signedIn = await browser.SendAsync(post, PagesLab.Cancellation);
            var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.Contains("session", StringComparison.Ordinal));
            cookie.ShouldStartWith("__Host-headgate-session=hgs_");
            cookie.ShouldContain("; secure");
            cookie.ShouldContain("; httponly");
            cookie.ShouldContain("; samesite=lax");
            cookie.ShouldContain("; path=/");
            cookie.ShouldNotContain("domain=");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [Attack("CON-13")]
    public async Task A_session_ends_with_its_password_with_its_owners_rights_and_when_another_browser_ends_it()
    {
        var (token, user) = await lab.Server.CreatePersonalTokenAsync(
            "grace@example.com",
            "developer",
            new Headgate.Catalogue.PermissionGrant("job_viewer", null, Headgate.Catalogue.EnvironmentCategories.None)
        );
        using var person = lab.Server.ClientFor(token);
        using (var set = await person.PostAsJsonAsync(lab.Gate("password/"), new { password = Sentence }, PagesLab.Cancellation))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync(PagesLab.Cancellation));
        }
        async Task<string?> SignInAsync(string password)
        {
            var (own, form) = await lab.FormAsync("/sign-in");
            using var answer = await lab.SendAsync(
                HttpMethod.Post,
                "/sign-in/open",
                own,
                [new("__RequestVerificationToken", form), new("email", "Grace@example.com"), new("password", password)]
            );
            return PagesLab.SessionOf(answer);
        }
        var session = (await SignInAsync(Sentence))!;
        session.ShouldNotBeNull();
        using (var good = await lab.GetAsync("/runs", session))
        {
            good.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        // With another password the session of the old one is over, and so is the old one.
        using (
            var change = await person.PostAsJsonAsync(lab.Gate("password/"), new { password = Sentence + " only" }, PagesLab.Cancellation)
        )
        {
            change.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await SignInAsync(Sentence)).ShouldBeNull();
        using (var ended = await lab.GetAsync("/live/record", session))
        {
            ended.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        // A role that is taken away is gone at the next call.
        var next = (await SignInAsync(Sentence + " only"))!;
        await using (var db = await lab.Server.DatabaseAsync())
        {
            var changes = lab.Server.Services.GetRequiredService<Headgate.Store.Rights.RightsChanges>();
            await using var change = await changes.BeginAsync(PagesLab.Cancellation);
            foreach (var member in change.Db.GroupMembers.Where(m => m.UserId == user))
            {
                change.Db.Remove(member);
            }
            await change.CommitAsync(PagesLab.Cancellation);
        }
        await Until.HoldsAsync(
            async () =>
            {
                using var page = await lab.GetAsync("/runs", next);
                return (await page.Content.ReadAsStringAsync(PagesLab.Cancellation)).Contains("cannot be shown", StringComparison.Ordinal);
            },
            "the page shows no runs any more",
            PagesLab.Cancellation
        );
        // Ended from elsewhere.
        using var api = lab.Server.ClientFor(next.Split('=')[1], "Bearer");
        var sessions = await api.GetFromJsonAsync<JsonNode>(lab.Gate("sessions/"), PagesLab.Cancellation);
        var id = sessions!["data"]!.AsArray().Single(s => (bool)s!["is_this"]!)!["id"];
        using (var end = await lab.Server.Admin.DeleteAsync(lab.Gate($"sessions/{id}/"), PagesLab.Cancellation))
        {
            end.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var mark = lab.Mark();
        using (var over = await lab.GetAsync("/live/record", next))
        {
            over.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        lab.Refused(mark, "session-ended");
    }

    [Fact]
    public async Task Wrong_passwords_make_the_next_wait_and_say_nothing_of_who_is_there()
    {
        var (token, _) = await lab.Server.CreatePersonalTokenAsync("heidi@example.com", "developer");
        using var person = lab.Server.ClientFor(token);
        foreach (var bad in (string[])["short", "heidi heidi heidi", "with\u0007bell in it all"])
        {
            using var refused = await person.PostAsJsonAsync(lab.Gate("password/"), new { password = bad }, PagesLab.Cancellation);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
        }
        using (var set = await person.PostAsJsonAsync(lab.Gate("password/"), new { password = Sentence }, PagesLab.Cancellation))
        {
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await using (var db = await lab.Server.DatabaseAsync())
        {
            db.Passwords.ToList().ShouldAllBe(p => p.Hash.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        }
        async Task<(int Status, string Text)> TryAsync(string email, string password)
        {
            var (own, form) = await lab.FormAsync("/sign-in");
            using var answer = await lab.SendAsync(
                HttpMethod.Post,
                "/sign-in/open",
                own,
                [new("__RequestVerificationToken", form), new("email", email), new("password", password)]
            );
            var text = await answer.Content.ReadAsStringAsync(PagesLab.Cancellation);
            return ((int)answer.StatusCode, text.Contains("do not belong together", StringComparison.Ordinal) ? "wrong" : "other");
        }
        (await TryAsync("nobody@example.com", Sentence)).ShouldBe((401, "wrong"));
        (await TryAsync("nobody@example.com", "")).ShouldBe((401, "wrong"));
        for (var i = 0; i < 5; i++)
        {
            (await TryAsync("heidi@example.com", "not this one " + i)).ShouldBe((401, "wrong"));
        }
        (await TryAsync("heidi@example.com", Sentence)).Status.ShouldBe(429);
        string.Join('\n', lab.After(0).Select(r => System.Text.Json.JsonSerializer.Serialize(r))).ShouldNotContain(Sentence);
    }
}
