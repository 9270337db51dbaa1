using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Journal;
using Headgate.Gate.Journal.Reading;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Console.Tests;

/// <summary>Who becomes of those whom an identity provider sends.</summary>
public sealed class ProviderPeopleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_sign_in_makes_the_user_and_each_one_keeps_the_mapped_groups()
    {
        await using var both = await ProviderServer.StartAsync();
        var (analysts, engineers) = (await GroupAsync(both, "Analysts", "bi"), await GroupAsync(both, "Engineers", "eng", "platform"));
        var (welcome, own) = (await GroupAsync(both, "Everyone", isDefault: true), await GroupAsync(both, "Kept by hand"));
        both.Provider.Person = new ProviderPerson("s-1", "Ida@Example.com", "bi", "chess");
        (await SignedInAsync(both)).ShouldBeTrue();
        (await GroupsAsync(both, "ida@example.com")).ShouldBe([analysts, welcome]);
        await using (var db = await both.Server.DatabaseAsync())
        {
            var user = await db.Users.SingleAsync(u => u.Email == "ida@example.com", Cancellation);
            (user.FirstName, user.LastName).ShouldBe(("Ida", "Orchard"));
            db.GroupMembers.Add(
                new GroupMember
                {
                    AccountId = both.Server.AccountId,
                    GroupId = own,
                    UserId = user.Id,
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com", "platform");
        (await SignedInAsync(both)).ShouldBeTrue();
        (await GroupsAsync(both, "ida@example.com")).ShouldBe([engineers, welcome, own]);
        var changes = Changes(both.Server);
        changes.ShouldContain(c => c.Contains("added user ida@example.com", StringComparison.Ordinal));
        changes.ShouldContain(c =>
            c.Contains("put ida@example.com into \"Engineers\"; took ida@example.com out of \"Analysts\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_mapped_group_gives_its_rights_and_takes_them_with_the_next_sign_in()
    {
        await using var both = await ProviderServer.StartAsync();
        var group = await GroupAsync(both, "Analysts", "bi");
        var given = await both.Server.Admin.PostAsJsonAsync(
            both.Server.V3 + $"group-permissions/{group}/",
            new[] { new { permission_set = "account_viewer", all_projects = true } },
            Cancellation
        );
        given.IsSuccessStatusCode.ShouldBeTrue(await given.Content.ReadAsStringAsync(Cancellation));
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com", "bi");
        using var first = await both.SignInAsync();
        (await RunsAsync(both, first)).ShouldBe(HttpStatusCode.OK);
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        using var second = await both.SignInAsync();
        (await RunsAsync(both, second)).ShouldBe(HttpStatusCode.Forbidden);
        (await RunsAsync(both, first)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_becomes_a_user_where_the_operator_does_not_allow_it()
    {
        await using var both = await ProviderServer.StartAsync(people => people with { AddsUsers = false });
        both.Provider.Person = new ProviderPerson("s-2", "new@example.com");
        using var refused = await both.SignInAsync();
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("you are no user of this server");
        Decisions(both.Server).ShouldContain(r => r.Reason == "not-admitted" && r.Decision == "Refused");
        await both.Server.CreatePersonalTokenAsync("ida@example.com", "developer");
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        (await SignedInAsync(both)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_the_provider_does_not_vouch_for_is_nobodys()
    {
        await using var both = await ProviderServer.StartAsync();
        // Whoever can write the owner's address into their profile is not the owner.
        both.Provider.Person = new ProviderPerson("s-9", "owner@example.com") { IsVerified = false };
        (await SignedInAsync(both)).ShouldBeFalse();
        both.Provider.Person = new ProviderPerson("s-1", "owner@example.com");
        (await SignedInAsync(both)).ShouldBeTrue();
        // The address is another's now; the first keeps the user, whatever the provider calls them.
        both.Provider.Person = new ProviderPerson("s-2", "owner@example.com");
        (await SignedInAsync(both)).ShouldBeFalse();
        both.Provider.Person = new ProviderPerson("s-1", "married@example.com") { IsVerified = false };
        (await SignedInAsync(both)).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_was_removed_does_not_come_back_by_signing_in()
    {
        await using var both = await ProviderServer.StartAsync();
        both.Provider.Person = new ProviderPerson("s-1", "ida@example.com");
        (await SignedInAsync(both)).ShouldBeTrue();
        await using (var db = await both.Server.DatabaseAsync())
        {
            var user = await db.Users.SingleAsync(u => u.Email == "ida@example.com", Cancellation);
            (await db.Memberships.SingleAsync(m => m.UserId == user.Id, Cancellation)).State = RowState.Deleted;
            await db.SaveChangesAsync(Cancellation);
        }
        await Until.HoldsAsync(async () => !await SignedInAsync(both), "a removed person is refused", Cancellation);
        both.Provider.Person = new ProviderPerson("s-other", "ida@example.com");
        (await SignedInAsync(both)).ShouldBeFalse();
    }

    private static async Task<bool> SignedInAsync(ProviderServer both)
    {
        using var answer = await both.SignInAsync();
        return Session(answer) is not null;
    }

    private static string? Session(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set)
            ? set.FirstOrDefault(c => c.StartsWith("headgate-session=hgs_", StringComparison.Ordinal))?.Split('=', ';')[1]
            : null;

    private static async Task<HttpStatusCode> RunsAsync(ProviderServer both, HttpResponseMessage signedIn)
    {
        using var client = both.Server.ClientFor(Session(signedIn), "Bearer");
        using var answer = await client.GetAsync(both.Server.V2 + "runs/", Cancellation);
        return answer.StatusCode;
    }

    private static async Task<long> GroupAsync(ProviderServer both, string name, params string[] maps) =>
        await GroupAsync(both, name, isDefault: false, maps);

    private static async Task<long> GroupAsync(ProviderServer both, string name, bool isDefault, params string[] maps)
    {
        var made = await both.Server.Admin.PostAsJsonAsync(
            both.Server.V3 + "groups/",
            new
            {
                name,
                assign_by_default = isDefault,
                sso_mapping_groups = maps,
            },
            Cancellation
        );
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync(Cancellation));
        return (await made.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["data"]!["id"]!.GetValue<long>();
    }

    private static async Task<List<long>> GroupsAsync(ProviderServer both, string email)
    {
        await using var db = await both.Server.DatabaseAsync();
        return await (
            from member in db.GroupMembers
            join user in db.Users on member.UserId equals user.Id
            where user.Email == email
            orderby member.GroupId
            select member.GroupId
        ).ToListAsync(Cancellation);
    }

    private static List<JournalRecord> Decisions(HeadgateServer server) => [.. Read(server).Where(r => r.Kind == "decision")];

    private static List<string> Changes(HeadgateServer server) =>
        [.. Read(server).Where(r => r.Kind == "change").Select(r => r.Sentence ?? "")];

    private static IEnumerable<JournalRecord> Read(HeadgateServer server) =>
        new JournalReader(JournalSettings.ForData(server.DataFolder).Folder)
            .Read(new JournalQuery(), CancellationToken.None)
            .Select(r => r.Record);
}
