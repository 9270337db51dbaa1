using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Agents;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Queries in GraphQL about an account elsewhere: the query that is decided is the query that is sent, and the one by which the answer is read.</summary>
public sealed class DocumentTests
{
    private const string Door = "/metadata/graphql";

    [Fact]
    [Attack("UPS-18")]
    public async Task What_a_grant_withholds_is_told_by_the_field_and_not_by_its_name_in_the_answer()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await lab.AddAgentAsync(
            "plain",
            "prod",
            new NewGrant("metadata", "read")
            {
                ProjectIds = [10],
                When = new() { Withhold = [ShownFacts.Code, ShownFacts.Columns] },
            }
        );
        string[] documents =
        [
            "{environment(id:100){applied{models(first:5){edges{node{description:compiledCode,__typename,x:rawCode}}}}}}",
            "{environment(id:100){applied{resources(filter:{types:[Model]}){edges{node{...A}}}}}} fragment A on EnvironmentAppliedNode{...B} fragment B on EnvironmentAppliedNode{... on ModelAppliedStateNode{description:rawCode}}",
            "query($c:Boolean!){environment(id:100){applied{models(first:5){edges{node{name description:compiledCode @include(if:$c)}}}}}}",
        ];

        foreach (var document in documents)
        {
            var answer = await AskAsync(lab, "plain", document, """{"c":false}""");
            answer.IsRefused.ShouldBeTrue(answer.Text);
            answer.Decision.Decision.ShouldBe("Denied", answer.Text);
        }
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Fact]
    [Attack("UPS-18")]
    public async Task A_foreign_environment_under_a_second_alias_stops_the_whole_query()
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(lab, """{"data":{"a":{"dbtProjectName":"shop"},"b":{"dbtProjectName":"Payroll"}}}""");

        var answer = await AskAsync(
            lab,
            "reader",
            "{a:environment(id:100){...E} b:environment(id:200){...E}} fragment E on Environment{dbtProjectName}"
        );

        answer.IsRefused.ShouldBeTrue(answer.Text);
        answer.Text.ShouldNotContain("Payroll");
        answer.Records.ShouldContain(r => r.Decision == "Denied" && r.Reason == "out-of-scope", answer.Text);
    }

    [Fact]
    [Attack("UPS-18")]
    public async Task What_is_sent_is_the_query_that_was_read_with_what_was_decided_in_its_places()
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(
            lab,
            """
            {"data":{"e":{"applied":{"models":{"edges":[
              {"node":{"label":"orders","hg_accountId":70001,"hg_environmentId":100,"hg_projectId":10}},
              {"node":{"label":"salaries","hg_accountId":70001,"hg_environmentId":200,"hg_projectId":20}},
              {"node":{"label":"others","hg_accountId":70002,"hg_environmentId":100,"hg_projectId":10}},
              {"node":{"label":"nowhere"}}
            ]}}}}}
            """
        );

        var answer = await AskAsync(
            lab,
            "reader",
            "query Q($id:BigInt!,$n:Int!){e:environment(id:$id){applied{models(first:$n){...C}}}} fragment C on ModelAppliedStateNodeConnection{edges{node{label:name}}}",
            """{"id":"100","n":5,"other":"x"}"""
        );

        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldContain("orders");
        foreach (var hidden in (string[])["salaries", "others", "nowhere", "hg_"])
        {
            answer.Text.ShouldNotContain(hidden);
        }
        (answer.Decision.Decision, answer.Outcome).ShouldBe(("Allowed", "filtered"));
        var sent = lab.Upstream.Seen.Last(r => r.Path == Door);
        sent.Header("Authorization").ShouldBe($"Bearer {UpstreamLab.Token}");
        var body = JsonDocument.Parse(sent.Text).RootElement;
        body.GetProperty("query").GetString()!.ShouldContain("e: environment(id: 100)");
        body.GetProperty("variables").GetRawText().ShouldBe("""{"n":5}""");
        body.EnumerateObject().Select(p => p.Name).ShouldBe(["query", "variables"]);
    }

    [Fact]
    [Attack("UPS-18")]
    public async Task A_thing_of_another_project_behind_an_interface_is_left_out()
    {
        await using var lab = await UpstreamLab.StartAsync();
        const string Place = "\"hg_accountId\":70001,\"hg_environmentId\":100,\"hg_projectId\":10";
        const string Parents = """
            {"__typename":"ModelAppliedStateNestedNode","name":"orders"},
            {"__typename":"ExternalModelNode","name":"SECRET-NAME","hg_accountId":70001,"hg_environmentId":200,"hg_projectId":20},
            {"name":"SECRET-NAME"}
            """;
        Answer(
            lab,
            "{\"data\":{\"environment\":{\"applied\":{\"models\":{\"edges\":[{\"node\":{" + Place + ",\"parents\":[" + Parents + "]}}]}}}}}"
        );

        var answer = await AskAsync(
            lab,
            "reader",
            "{environment(id:100){applied{models(first:1){edges{node{parents{name ... on ExternalModelNode{schema}}}}}}}}"
        );

        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldContain("orders");
        answer.Text.ShouldNotContain("SECRET-NAME");
    }

    [Theory]
    [Attack("UPS-19")]
    [InlineData(
        """{"query":"{environment(id:100){dbtProjectName}}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}}"""
    )]
    [InlineData("""{"documentId":"abc"}""")]
    [InlineData("""{"queryId":"abc","variables":{}}""")]
    [InlineData("""[{"query":"{environment(id:100){dbtProjectName}}"}]""")]
    [InlineData("""{"query":"{environment(id:200){dbtProjectName}}","query":"{environment(id:100){dbtProjectName}}"}""")]
    public async Task A_document_that_is_not_shown_is_not_sent(string body)
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(lab, """{"data":{"environment":{"dbtProjectName":"shop"}}}""");

        var answer = await lab.PostAsync("reader", Door, body);

        if (answer.Status == 200)
        {
            // What stood beside the query did not leave.
            lab.Upstream.Seen.Last(r => r.Path == Door).Text.ShouldNotContain("persistedQuery");
            return;
        }
        answer.Status.ShouldBe(400, answer.Text);
        answer.Decision.Decision.ShouldBe("Refused");
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Theory]
    [Attack("UPS-19")]
    [InlineData("GET", "/metadata/graphql?query=%7Benvironment(id:200)%7BdbtProjectName%7D%7D", null, "")]
    [InlineData("POST", "/metadata/graphql", "application/graphql", "{environment(id:100){dbtProjectName}}")]
    [InlineData(
        "POST",
        "/metadata/graphql",
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{environment(id:100){dbtProjectName}}\"}\r\n--x\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\n{}\r\n--x--\r\n"
    )]
    public async Task A_document_in_another_form_is_not_sent(string method, string path, string? type, string body)
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var client = lab.Server.ClientFor(lab.Keys["reader"], "Bearer");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).ShouldBeInRange(400, 415);
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Fact]
    [Attack("UPS-20")]
    public async Task More_than_was_asked_is_left_out_and_words_about_other_places_are_withheld()
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(
            lab,
            """
            {"data":{"environment":{"dbtProjectName":"shop","adapterType":"SECRET-NAME","more":{"x":"SECRET-NAME"}}},
             "errors":[{"message":"model SECRET-NAME of environment 200 failed","path":["environment","dbtProjectName"],"extensions":{"code":"X","sql":"SECRET-NAME"}},
                       {"message":"SECRET-NAME","path":["environment","SECRET-NAME"]}, "SECRET-NAME"],
             "extensions":{"tracing":"SECRET-NAME"}}
            """
        );

        var answer = await AskAsync(lab, "reader", "{environment(id:100){dbtProjectName}}");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldNotContain("SECRET-NAME");
        answer.Data.GetRawText().ShouldBe("""{"environment":{"dbtProjectName":"shop"}}""");
        answer.Json.GetProperty("errors").GetArrayLength().ShouldBe(3);
        answer.Json.GetProperty("errors")[0].GetProperty("path").GetRawText().ShouldBe("""["environment","dbtProjectName"]""");
        answer.Json.GetProperty("errors")[1].TryGetProperty("path", out _).ShouldBeFalse();
        (answer.Decision.Decision, answer.Outcome, answer.IsSevere).ShouldBe(("Allowed", "answer-differs", true));
    }

    [Theory]
    [Attack("UPS-20")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"data":7}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("\"x\"")]
    public async Task An_answer_that_is_none_is_withheld(string body)
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(lab, body);

        var answer = await AskAsync(lab, "reader", "{environment(id:100){dbtProjectName}}");

        answer.Status.ShouldBe(502, answer.Text);
        answer.Outcome.ShouldBe("answer-differs");
    }

    [Fact]
    public async Task What_has_the_wrong_kind_becomes_an_error_of_its_field()
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(lab, """{"data":{"environment":{"dbtProjectName":["x"],"applied":7}}}""");

        var answer = await AskAsync(lab, "reader", "{environment(id:100){dbtProjectName applied{lastUpdatedAt}}}");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Data.GetProperty("environment").GetProperty("applied").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Text.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task A_name_that_is_kept_for_the_gate_is_refused()
    {
        await using var lab = await UpstreamLab.StartAsync();

        var answer = await AskAsync(lab, "reader", "{environment(id:100){hg_accountId:dbtProjectName}}");

        answer.Status.ShouldBe(400, answer.Text);
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Fact]
    public async Task Without_a_grant_nothing_is_asked()
    {
        await using var lab = await UpstreamLab.StartAsync();

        var answer = await AskAsync(lab, "trigger", "{environment(id:100){dbtProjectName}}");

        answer.IsRefused.ShouldBeTrue(answer.Text);
        answer.Decision.Decision.ShouldBe("Denied");
        lab.Upstream.Seen.ShouldNotContain(r => r.Path == Door);
    }

    [Fact]
    public async Task Tools_of_discovery_ask_the_account_elsewhere()
    {
        await using var lab = await UpstreamLab.StartAsync();
        Answer(
            lab,
            """{"data":{"environment":{"applied":{"models":{"pageInfo":{"hasNextPage":false,"endCursor":null},"edges":[{"node":{"name":"orders","uniqueId":"model.shop.orders","description":"One row an order.","hg_accountId":70001,"hg_environmentId":100,"hg_projectId":10}}]}}}}}"""
        );
        using var mcp = lab.Mcp("reader");

        var answer = await mcp.AskAsync(
            "tools/call",
            "\"name\":\"get_all_models\",\"arguments\":{}",
            "get_all_models",
            r => r.Headers.TryAddWithoutValidation("x-dbt-prod-environment-id", "100")
        );

        answer.IsDone.ShouldBeTrue(answer.Text);
        answer.Text.ShouldContain("One row an order.");
    }

    private static void Answer(UpstreamLab lab, string body) => lab.Upstream.Script = r => r.Path == Door ? Reply.Of(200, body) : null;

    private static Task<LabAnswer> AskAsync(UpstreamLab lab, string key, string query, string variables = "{}") =>
        lab.PostAsync(key, Door, $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables}}}");
}
