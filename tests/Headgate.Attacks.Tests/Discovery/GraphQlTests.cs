using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal.Reading;
using Headgate.Gate.Journal.Writing;
using Headgate.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Discovery;

/// <summary>What is tried at the door of GraphQL. Whatever a query hides, what it is about is found, decided and recorded.</summary>
[Collection("attacks")]
public sealed class GraphQlTests(StandingServer server) : IAsyncLifetime
{
    private const string Models = "{ applied { models(first: 5) { edges { node { name rawCode } } } } }";

    public async ValueTask InitializeAsync() => await DiscoveryRows.AddAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_granted_is_answered_and_recorded()
    {
        var (status, text, records) = await AskAsync("KM", $"{{ environment(id: 100) {Models} }}");
        status.ShouldBe(200);
        JsonDocument
            .Parse(text)
            .RootElement.GetProperty("data")
            .GetProperty("environment")
            .GetRawText()
            .ShouldContain("select 1 as orders");
        var decision = records.Decision();
        (decision.Decision, decision.Reason, decision.Operation, decision.Surface).ShouldBe(
            ("Allowed", "granted", "metadata.read", "discovery")
        );
        decision.Sentence!.ShouldContain("read metadata of environment 100");
        records.ShouldContain(r => r.Kind == "outcome");
    }

    [Attack("GQL-01")]
    [Theory]
    [InlineData("{ environment(id: 200) MODELS }")]
    [InlineData("{ performance(environmentId: 200) { mostExecutedModels(start: \"2026-01-01\", end: \"2027-01-01\") { uniqueId } } }")]
    [InlineData("{ modelByEnvironment(environmentId: 200, uniqueId: \"x\") { name } }")]
    [InlineData("{ environment(id: 987654) MODELS }")]
    public async Task Another_environment_is_not_found(string query)
    {
        var (_, text, records) = await AskAsync("KM", query);
        IsRefused(text, "NOT_FOUND");
        text.ShouldContain("not found", Case.Insensitive);
        var decision = records.Decision();
        (decision.Decision, decision.Reason is "out-of-scope" or "not-found").ShouldBe(("Denied", true));
    }

    [Attack("GQL-01")]
    [Theory]
    [InlineData("{ job(id: 2000) { models { name } } }")]
    [InlineData("{ models(jobId: 2000) { name } }")]
    public async Task A_job_of_another_environment_is_not_found(string query)
    {
        var (_, text, records) = await AskAsync("KM", query);
        IsRefused(text, "NOT_FOUND");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "out-of-scope"));
    }

    [Attack("GQL-02")]
    [Fact]
    public async Task A_query_of_which_one_part_is_refused_is_refused_as_a_whole()
    {
        var (_, text, records) = await AskAsync("KM", $"{{ a: environment(id: 100) {Models} b: environment(id: 200) {Models} }}");
        IsRefused(text, "NOT_FOUND");
        text.ShouldNotContain("orders");
        records
            .Where(r => r.Kind == "decision")
            .Select(r => (r.Decision, r.Reason))
            .ShouldBe([("Allowed", "granted"), ("Denied", "out-of-scope")]);
        var (status, both, _) = await AskAsync(
            server.Admin,
            $"{{ b: environment(id: 200) {Models} a: environment(id: 100) {Models} __typename }}"
        );
        status.ShouldBe(200);
        JsonDocument.Parse(both).RootElement.GetProperty("data").EnumerateObject().Select(p => p.Name).ShouldBe(["b", "a", "__typename"]);
    }

    [Attack("GQL-03")]
    [Fact]
    public async Task Fragments_hide_nothing()
    {
        var (_, text, records) = await AskAsync(
            "K0",
            "query { ...Q } fragment Q on Query { ... on Query { environment(id: 100) { ...F } } } fragment F on Environment { applied { models { totalCount } } }"
        );
        IsRefused(text, "FORBIDDEN");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "area-off"));
        (_, text, _) = await AskAsync("KM", "query { ...Q } fragment Q on Query { environment(id: 200) { adapterType } }");
        IsRefused(text, "NOT_FOUND");
    }

    [Attack("GQL-04")]
    [Theory]
    [InlineData("""{"i":200}""")]
    [InlineData("""{"i":"200"}""")]
    public async Task An_id_in_a_variable_is_judged_with_its_value(string variables)
    {
        var (_, text, records) = await AskAsync("KM", $"query($i: BigInt!) {{ environment(id: $i) {Models} }}", variables);
        IsRefused(text, "NOT_FOUND");
        records.Decision().Reason.ShouldBe("out-of-scope");
    }

    [Attack("GQL-05")]
    [Fact]
    public async Task An_id_as_default_value_is_judged()
    {
        var (_, text, records) = await AskAsync("KM", $"query($i: BigInt! = 200) {{ environment(id: $i) {Models} }}");
        IsRefused(text, "NOT_FOUND");
        records.Decision().Reason.ShouldBe("out-of-scope");
    }

    [Attack("GQL-06", Lacks = "a record of questions about the schema that come without a key")]
    [Fact]
    public async Task The_schema_is_public_and_a_known_callers_question_is_recorded()
    {
        var (status, text, records) = await AskAsync("", "{ __schema { types { name } } }");
        status.ShouldBe(200);
        text.ShouldContain("ModelAppliedStateNode");
        text.ShouldNotContain(DiscoveryRows.Secret);
        records.ShouldBeEmpty("nobody asked about anything of anybody");
        (status, _, records) = await AskAsync("KM", "{ __schema { types { name } } }");
        (status, records.Decision().Operation, records.Decision().Decision).ShouldBe((200, "metadata.schema.read", "Allowed"));
        (status, _, records) = await AskAsync("K0", "{ __schema { types { name } } }");
        (status, records.Decision().Decision).ShouldBe((200, "Allowed"));
    }

    [Fact]
    public async Task Without_a_credential_nothing_else_is_answered_and_nobody_learns_whether_a_query_was_right()
    {
        foreach (
            var query in (string[])
                [
                    "{ environment(id: 100) { adapterType } }",
                    "{ __typename environment(id: 100) { adapterType } }",
                    "{ nonsense",
                    "{ none }",
                ]
        )
        {
            var (status, text, records) = await AskAsync("", query);
            status.ShouldBe(401);
            IsRefused(text, "UNAUTHENTICATED");
            records.Decision().Reason.ShouldBe("no-credential");
        }
        var (unknown, _, _) = await AskAsync("hga_0000000000000000000000000000000000000000000", "{ __schema { types { name } } }");
        unknown.ShouldBe(401);
    }

    [Attack("GQL-07")]
    [Fact]
    public async Task A_wrong_name_is_told_without_others_that_there_are()
    {
        var (status, text, records) = await AskAsync("KM", "{ enviroment(id: 100) { x } }");
        status.ShouldBe(400);
        IsRefused(text, "GRAPHQL_VALIDATION_FAILED");
        text.ShouldNotContain("Did you mean", Case.Insensitive);
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", "bad-argument"));
    }

    [Attack("GQL-08")]
    [Fact]
    public async Task A_list_of_queries_is_refused()
    {
        var one = JsonSerializer.Serialize(new { query = $"{{ environment(id: 100) {Models} }}" });
        var (status, _, records) = await SendAsync("KM", $"[{string.Join(',', Enumerable.Repeat(one, 100))}]");
        (status, records.Decision().Decision).ShouldBe((400, "Refused"));
    }

    [Attack("GQL-09")]
    [Fact]
    public Task A_thousand_aliases_are_too_costly() =>
        IsTooMuchAsync(
            $"{{ {string.Concat(Enumerable.Range(0, 1000).Select(i => $"a{i}: environment(id: 100) {{ adapterType }} "))} }}",
            "too-costly"
        );

    [Attack("GQL-09")]
    [Fact]
    public Task Lists_inside_of_lists_are_too_costly() =>
        IsTooMuchAsync(
            "{ environment(id: 100) { applied { models(first: 500) { edges { node { ancestors(types: [Model]) { ... on ModelAppliedStateNestedNode { name } } children { uniqueId } "
                + "tests { uniqueId } parents { uniqueId } a: ancestors(types: [Model]) { uniqueId filePath } } } } b: models(first: 500) { edges { node { "
                + string.Concat(Enumerable.Range(0, 400).Select(i => $"x{i}: parents {{ uniqueId }} "))
                + "} } } } } }",
            "too-costly"
        );

    [Attack("GQL-10")]
    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(5000)]
    public Task Deep_nesting_is_refused(int depth) =>
        IsTooMuchAsync(
            "{ environment(id: 100) "
                + string.Concat(Enumerable.Repeat("{ parents ", depth))
                + "{ name }"
                + string.Concat(Enumerable.Repeat(" }", depth))
                + " }",
            "too-deep"
        );

    [Attack("GQL-11")]
    [Fact]
    public async Task Fragments_in_a_circle_are_no_query()
    {
        var (status, text, records) = await AskAsync(
            "KM",
            "{ environment(id: 100) { ...A } } fragment A on Environment { adapterType ...B } fragment B on Environment { dbtProjectName ...A }"
        );
        status.ShouldBe(400, text);
        records.Decision().Reason.ShouldBe("bad-argument");
    }

    [Attack("GQL-12")]
    [Fact]
    public Task A_flood_of_directives_is_too_costly() =>
        IsTooMuchAsync(
            $"{{ environment(id: 100) {string.Concat(Enumerable.Repeat("@skip(if: false) ", 5000))} {{ adapterType }} }}",
            "too-costly"
        );

    [Attack("GQL-13")]
    [Attack("GQL-14")]
    [Theory]
    [InlineData("?query=mutation%7Bx%7D")]
    [InlineData("?query=%7Benvironment(id:100)%7BadapterType%7D%7D")]
    public async Task Only_POST_is_taken(string query)
    {
        var mark = Mark();
        using var client = Client("KM");
        using var answer = await client.GetAsync(
            new Uri($"http://{server.Address}/metadata/graphql{query}"),
            TestContext.Current.CancellationToken
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["POST"]);
        (server.RecordsAfter(mark).Decision().Decision, server.RecordsAfter(mark).Decision().Reason).ShouldBe(
            ("Refused", "method-not-allowed")
        );
    }

    [Attack("GQL-15")]
    [Theory]
    [InlineData("mutation { x }")]
    [InlineData("subscription { x }")]
    public async Task Discovery_only_reads(string query)
    {
        var (status, text, records) = await AskAsync("KM", query);
        status.ShouldBe(403);
        IsRefused(text, "FORBIDDEN");
        records.Decision().Reason.ShouldBe("action-not-granted");
    }

    [Attack("GQL-18")]
    [Fact]
    public async Task A_question_about_the_account_needs_a_grant_for_all_of_it()
    {
        var (_, text, records) = await AskAsync("KM", "{ account(id: 1) { publicModels { totalCount } } }");
        IsRefused(text, "FORBIDDEN");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "scope-not-applicable"));
        (_, text, records) = await AskAsync(server.Admin, "{ account(id: 2) { publicModels { totalCount } } }");
        IsRefused(text, "NOT_FOUND");
        records.Decision().Reason.ShouldBe("wrong-account");
        var (status, all, _) = await AskAsync(server.Admin, "{ account(id: 1) { id publicModels { totalCount } } }");
        (status, all.Contains("\"totalCount\":0", StringComparison.Ordinal)).ShouldBe((200, true), all);
    }

    [Attack("GQL-19")]
    [Fact]
    public async Task Comments_and_block_texts_are_read_as_what_they_are()
    {
        var (status, text, records) = await AskAsync(
            "KM",
            "# { environment(id: 200) { adapterType } }\n{ environment(id: 100) { applied { models(filter: {identifier: \"\"\"} environment(id: 200) {\"\"\"}) { totalCount } } } } # }"
        );
        status.ShouldBe(200, text);
        records.Decision().Sentence!.ShouldContain("environment 100");
    }

    [Attack("GQL-20")]
    [Fact]
    public async Task A_query_of_a_megabyte_is_too_large()
    {
        var (status, _, records) = await AskAsync("KM", $"{{ environment(id: 100) {{ {new string(' ', 1 << 20)} adapterType }} }}");
        status.ShouldBe(413);
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", "too-large"));
    }

    [Fact]
    public async Task A_service_token_with_Metadata_Only_suffices()
    {
        var (status, text, _) = await AskAsync(server.MetadataOnly, $"{{ environment(id: 200) {Models} }}");
        status.ShouldBe(200);
        text.ShouldContain(DiscoveryRows.Secret);
    }

    [Theory]
    [InlineData("metadata.headgate.test", "/graphql", 200)]
    [InlineData("metadata.headgate.test", "/beta/graphql", 200)]
    [InlineData("headgate.test", "/graphql", 404)]
    [InlineData("headgate.test", "/metadata/graphql/", 200)]
    public async Task It_is_served_at_dbts_addresses_on_its_own_host(string host, string path, int status)
    {
        using var client = Client("KM");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{server.Address}{path}");
        request.Headers.Host = host;
        request.Content = new StringContent(
            """{"query":"{ environment(id: \"100\") { dbtProjectName } }"}""",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    private async Task IsTooMuchAsync(string query, string reason)
    {
        var (status, text, records) = await AskAsync("KM", query);
        status.ShouldBe(400, text);
        IsRefused(text, "GRAPHQL_VALIDATION_FAILED");
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Refused", reason));
    }

    private static void IsRefused(string text, string code)
    {
        var answer = JsonDocument.Parse(text).RootElement;
        answer.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code, text);
        text.ShouldNotContain(DiscoveryRows.Secret);
    }

    private Task<(int Status, string Text, List<JournalRecord> Records)> AskAsync(string key, string query, string? variables = null) =>
        SendAsync(
            key,
            JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    ["query"] = query.Replace("MODELS", Models, StringComparison.Ordinal),
                    ["variables"] = variables is null ? null : JsonDocument.Parse(variables).RootElement,
                }
            )
        );

    private async Task<(int Status, string Text, List<JournalRecord> Records)> SendAsync(string key, string body)
    {
        var mark = Mark();
        using var client = Client(key);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(
            new Uri($"http://{server.Address}/metadata/graphql"),
            content,
            TestContext.Current.CancellationToken
        );
        return (
            (int)answer.StatusCode,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            server.RecordsAfter(mark)
        );
    }

    private long Mark() => server.Services.GetRequiredService<JournalWriter>().LastSequence;

    private HttpClient Client(string key)
    {
        var client = new HttpClient();
        if (key.Length > 0)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", server.Keys.GetValueOrDefault(key, key));
        }
        return client;
    }
}
