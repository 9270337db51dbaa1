using Headgate.Catalogue;

namespace Headgate.Conformance.Tests.Permissions;

/// <summary>Every permission set against each of the guide's operations, over real HTTP, compared with the approved table.</summary>
public sealed class PermissionMatrixTests(ConformanceServer shared)
{
    private const string Nothing = "987654321";

    private static readonly string[] Lines =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Permissions", "permission-matrix.txt")).Where(l => l.Length > 0),
    ];

    private static readonly string[] Operations = Lines.First(l => l.StartsWith("# operations:", StringComparison.Ordinal)).Split(' ')[2..];

    public static TheoryData<string, string> Sets() =>
        [.. Lines.Where(l => l[0] != '#').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(p => (p[0], p[1]))];

    [Fact]
    public void The_table_names_all_sets_and_32_operations()
    {
        Operations.Length.ShouldBe(32);
        Sets().Select(s => s.Data.Item1).Order().ShouldBe(PermissionSets.All.Select(s => s.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task A_token_with_one_set_may_do_what_the_table_says_and_nothing_else(string set, string cells)
    {
        using var narrow = shared.Server.ClientFor(await Token(set, EnvironmentCategories.None));
        using var open = shared.Server.ClientFor(await Token(set, EnvironmentCategories.All));
        var wrong = new List<string>();
        for (var i = 0; i < Operations.Length; i++)
        {
            var operation = shared.Server.Catalogue.Find(Operations[i]).ShouldNotBeNull(Operations[i]);
            var (closed, opened) = (await IsAllowed(narrow, operation), await IsAllowed(open, operation));
            var (expectClosed, expectOpened) = cells[i] switch
            {
                'y' or 'g' => (true, true),
                'e' => (false, true),
                _ => (false, false),
            };
            if (closed != expectClosed || opened != expectOpened)
            {
                wrong.Add($"{operation.Id}: {closed}/{opened} where the table says {cells[i]}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_guide_marks_its_own_operations_and_their_twins_of_one_line()
    {
        // The guide's table counts "retry a failed job: rerun" and "create or update a group" as one line each.
        string[] twoOnALine = ["jobs.rerun", "runs.retry", "groups.update"];
        shared
            .Server.Catalogue.Operations.Where(o => o.InGuide)
            .Select(o => o.Id)
            .Except(twoOnALine)
            .Order()
            .ShouldBe(Operations.Except(twoOnALine).Order());
    }

    private Task<string> Token(string set, EnvironmentCategories categories) =>
        shared.Server.CreateServiceTokenAsync($"{set} {categories}", new PermissionGrant(set, null, categories));

    /// <summary>Aimed at nothing that exists: who may gets 200, 400 or 404, who may not gets 403 before anything is looked up.</summary>
    private async Task<bool> IsAllowed(HttpClient client, Operation operation)
    {
        var path = operation
            .Route.Replace("{account_id:long}", shared.Server.AccountId.ToString(), StringComparison.Ordinal)
            .Replace("{path*}", "manifest.json", StringComparison.Ordinal)
            .Replace("{artifact_path*}", "manifest.json", StringComparison.Ordinal);
        foreach (var name in RouteFields.Of(path).Select(f => f.Name))
        {
            path = path.Replace($"{{{name}:long}}", Nothing, StringComparison.Ordinal)
                .Replace($"{{{name}}}", Nothing, StringComparison.Ordinal)
                .Replace($"{{{name}*}}", "x", StringComparison.Ordinal);
        }
        object? body = operation.Body == BodyForm.None ? null : new Dictionary<string, object>();
        var (status, answer) = await ConformanceServer.SendAsync(client, operation.Method, path, body);
        status.ShouldBeOneOf(200, 400, 403, 404);
        if (status == 403)
        {
            answer.GetProperty("status").GetProperty("user_message").GetString().ShouldStartWith("You don't have permission to do that");
        }
        return status != 403;
    }
}
