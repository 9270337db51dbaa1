using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;

namespace Headgate.Console.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class PeopleTests(ConsoleFixture console)
{
    [Fact]
    public async Task A_person_is_invited_gets_groups_and_their_rights_and_is_removed()
    {
        await using var visit = await console.OpenAsync("/account/groups/new");
        await visit.Page.FillAsync("#f-name", "Orchard watchers");
        await visit.Page.ClickAsync("button:text('Make the group')");
        await visit.ArrivesAsync("/account/groups");
        await visit.Page.ClickAsync("a:has-text('Orchard watchers')");
        await visit.SaysAsync("Nothing yet");
        await visit.Page.SelectOptionAsync("#give-set", "account_viewer");
        await visit.Page.ClickAsync("button:text('Give it to the group')");
        await visit.SaysAsync("in all projects");
        (await visit.ViolationsAsync()).ShouldBeEmpty();

        await visit.GoAsync("/account/users/new");
        await visit.Page.FillAsync("#f-email", "invited@example.com");
        (await visit.Page.IsCheckedAsync("label:has-text('Orchard watchers') input")).ShouldBeFalse();
        await visit.Page.ClickAsync("button:text('Invite the user')");
        await visit.SaysAsync("this link signs them in");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        var link = new Uri((await visit.Page.InnerTextAsync(".secret-text")).Trim());

        await using var invited = await console.OpenAsync(link.PathAndQuery, signedIn: false);
        await invited.Page.ClickAsync("button.main");
        await invited.ArrivesAsync("/");
        await invited.GoAsync("/runs");
        (await invited.TextAsync()).ShouldContain("permission");

        await visit.GoAsync("/account/users");
        await visit.Page.ClickAsync("a:has-text('invited@example.com')");
        await visit.Page.CheckAsync("label:has-text('Orchard watchers') input");
        await visit.Page.ClickAsync("button:text('Save the groups')");
        await visit.SaysAsync("Saved.");
        (await visit.Page.IsCheckedAsync("label:has-text('Orchard watchers') input")).ShouldBeTrue();
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        await invited.GoAsync("/runs");
        (await invited.TextAsync()).ShouldNotContain("permission");

        await visit.Page.ClickAsync("summary:text('Delete this user')");
        await visit.Page.ClickAsync("button.danger:has-text('invited@example.com')");
        await visit.ArrivesAsync("/account/users");
        await invited.GoAsync("/runs");
        invited.At.ShouldStartWith("/sign-in");
        visit.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_invites_somebody_into_a_group_that_gives_more_than_they_hold()
    {
        var groups = await console.Server.Admin.GetFromJsonAsync<JsonNode>(
            console.Server.V3 + "groups/",
            TestContext.Current.CancellationToken
        );
        var owners = groups!["data"]!.AsArray().First(g => g!["name"]!.ToString() == "Owner")!["id"]!.GetValue<long>();
        var token = await console.Server.CreateServiceTokenAsync(
            "security",
            new PermissionGrant("security_admin", null, EnvironmentCategories.None)
        );
        using var security = console.Server.ClientFor(token);
        var refused = await security.PostAsJsonAsync(
            console.Gate("users/"),
            new { email = "too-much@example.com", group_ids = new[] { owners } },
            TestContext.Current.CancellationToken
        );
        ((int)refused.StatusCode).ShouldBe(403);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("must hold them");
    }
}
