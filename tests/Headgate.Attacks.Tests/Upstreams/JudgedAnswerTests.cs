using System.Globalization;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What an account elsewhere answers is judged again, thing by thing.</summary>
public sealed class JudgedAnswerTests
{
    [Theory]
    [Attack("UPS-01")]
    [InlineData("""{"id":2000,"account_id":70001,"project_id":10,"environment_id":100,"name":"SECRET-NAME"}""", "id-mismatch")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":20,"environment_id":200,"name":"SECRET-NAME"}""", "target-moved")]
    [InlineData("""{"id":1000,"account_id":70002,"project_id":10,"environment_id":100,"name":"SECRET-NAME"}""", "id-mismatch")]
    public async Task An_answer_about_something_else_is_withheld(string data, string outcome)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var asked = 0;
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal) && ++asked == 2 ? Reply.Data(data) : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/1000/");

        answer.Status.ShouldBe(502, answer.Text);
        answer.Text.ShouldNotContain("SECRET-NAME");
        (answer.Decision.Decision, answer.Outcome, answer.IsSevere).ShouldBe(("Allowed", outcome, true));
        if (outcome == "id-mismatch")
        {
            answer.Message.ShouldStartWith("The upstream answered about another thing");
        }
    }

    [Fact]
    [Attack("UPS-02")]
    public async Task Foreign_rows_are_cut_and_foreign_related_things_are_withheld()
    {
        await using var lab = await UpstreamLab.StartAsync();
        string[] rows =
        [
            lab.Upstream.Run(5000, $",\"job\":{lab.Upstream.Job(1000)},\"environment\":{lab.Upstream.Environment(100)}"),
            lab.Upstream.Run(6000),
            lab.Upstream.Run(5001, $",\"job\":{lab.Upstream.Job(2000)},\"environment\":{lab.Upstream.Environment(200)}"),
            lab.Upstream.Run(5003).Replace("70001", "70002", StringComparison.Ordinal),
        ];
        lab.Upstream.Script = r => r.Path.EndsWith("/runs/", StringComparison.Ordinal) ? Reply.Page(rows, rows.Length) : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/runs/?include_related=[\"job\",\"environment\"]");

        answer.Ids.ShouldBe([5000, 5001]);
        answer.Total.ShouldBe(2);
        answer.Data[0].GetProperty("job").GetProperty("name").GetString().ShouldBe("Nightly build");
        answer.Data[0].GetProperty("environment").GetProperty("id").GetInt64().ShouldBe(100);
        answer.Data[1].GetProperty("job").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.Data[1].GetProperty("environment").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.Text.ShouldNotContain("Payroll");
        (answer.Decision.Decision, answer.Outcome).ShouldBe(("Allowed", "filtered"));
        answer.Records[^1].Sentence!.ShouldContain("2 of 4 rows");
    }

    [Theory]
    [Attack("UPS-03")]
    [InlineData("""{"id":7,"account_id":70001,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":7,"account_id":70001,"project_id":"10","environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":7,"account_id":70001,"project_id":10.5,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":7,"account_id":70001,"project_id":null,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":7,"project_id":10,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"account_id":70001,"project_id":10,"environment_id":100,"name":"X"}""")]
    [InlineData("""[1]""")]
    [InlineData("null")]
    public async Task A_row_that_cannot_be_judged_is_withheld(string row)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal) ? Reply.Page([lab.Upstream.Job(1000), row], 2) : null;

        foreach (var key in (string[])["reader", "boss"])
        {
            var answer = await lab.GetAsync(key, $"{lab.A}/jobs/");
            answer.Ids.ShouldBe([1000], key);
            answer.Total.ShouldBe(1, key);
            answer.Decision.Decision.ShouldBe("Allowed");
        }
    }

    [Theory]
    [Attack("UPS-03")]
    [InlineData("""{"status":{"code":200},"data":{"id":1000}}""")]
    [InlineData("""{"status":{"code":200},"data":null}""")]
    [InlineData("""{"status":{"code":200}}""")]
    [InlineData("""[{"id":1000}]""")]
    [InlineData("\"x\"")]
    public async Task A_list_of_an_unknown_shape_is_withheld(string body)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/", StringComparison.Ordinal) ? Reply.Of(200, body) : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        (answer.Status, answer.Outcome).ShouldBe((502, "unknown-shape"), answer.Text);
    }

    [Fact]
    [Attack("UPS-03")]
    public async Task A_page_that_says_nothing_of_its_total_is_counted()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/", StringComparison.Ordinal)
                ? Reply.Of(200, Reply.Envelope($"[{lab.Upstream.Job(1000)},{lab.Upstream.Job(2000)},{lab.Upstream.Job(1001)}]"))
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/");

        answer.Ids.ShouldBe([1000, 1001]);
        answer.Total.ShouldBe(2);
    }

    [Fact]
    [Attack("UPS-05")]
    public async Task Pages_of_a_cut_list_have_each_visible_row_once_and_a_true_total()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var rows = Enumerable
            .Range(0, 500)
            .Select(i => i % 75 == 3 ? lab.Upstream.Run(5000 + i) : lab.Upstream.Run(50_000 + i, 2000, 20, 200))
            .ToList();
        // It heeds no filter, says a wrong total, and gives shorter pages than asked.
        lab.Upstream.Script = r =>
        {
            if (!r.Path.EndsWith("/runs/", StringComparison.Ordinal))
            {
                return null;
            }
            var query = System.Web.HttpUtility.ParseQueryString(r.Query);
            var offset = int.Parse(query["offset"]!, CultureInfo.InvariantCulture);
            var limit = Math.Min(40, int.Parse(query["limit"]!, CultureInfo.InvariantCulture));
            return Reply.Page([.. rows.Skip(offset).Take(limit)], 500);
        };
        var seen = new List<long>();
        for (var offset = 0; offset < 8; offset++)
        {
            lab.Upstream.Seen.Clear();
            var answer = await lab.GetAsync("reader", $"{lab.A}/runs/?limit=1&offset={offset}");
            answer.Total.ShouldBe(7);
            seen.AddRange(answer.Ids);
            lab.Upstream.Seen.Count.ShouldBeLessThanOrEqualTo(20);
        }
        seen.ShouldBe([5003, 5078, 5153, 5228, 5303, 5378, 5453]);
    }

    [Fact]
    [Attack("UPS-05")]
    public async Task A_list_without_end_ends()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var row = 100_000;
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/runs/", StringComparison.Ordinal)
                ? Reply.Page([.. Enumerable.Range(0, 100).Select(_ => lab.Upstream.Run(row++, 2000, 20, 200))], long.MaxValue)
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/runs/");

        (answer.Status, answer.Outcome).ShouldBe((400, "list-too-long"));
        answer.Data.GetProperty("reason").GetString()!.ShouldContain("Narrow it");
        lab.Upstream.Seen.Count.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    [Attack("UPS-06")]
    public async Task What_has_moved_between_look_up_and_act_is_withheld()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var asked = 0;
        lab.Upstream.Script = r =>
            r.Path.Contains("/runs/5000/", StringComparison.Ordinal) || r.Path.EndsWith("/jobs/1000/run/", StringComparison.Ordinal)
                ? Reply.Data(
                    r.Method == "GET" && ++asked % 2 == 1
                        ? lab.Upstream.Run(5000)
                        : lab.Upstream.Run(5000, 1000, 20, 200, ",\"git_branch\":\"SECRET-NAME\"")
                )
                : null;

        var read = await lab.GetAsync("reader", $"{lab.A}/runs/5000/");
        (read.Status, read.Outcome, read.IsSevere).ShouldBe((502, "target-moved", true));
        read.Text.ShouldNotContain("SECRET-NAME");

        asked = 0;
        var cancel = await lab.PostAsync("jobadmin", $"{lab.A}/runs/5000/cancel/", "");
        (cancel.Status, cancel.Outcome, cancel.IsSevere).ShouldBe((502, "target-moved", true), cancel.Text);
        cancel.Text.ShouldNotContain("SECRET-NAME");

        var trigger = await lab.PostAsync("jobadmin", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");
        (trigger.Status, trigger.Outcome).ShouldBe((502, "target-moved"), trigger.Text);
    }

    [Theory]
    [Attack("UPS-10")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":10,"project_id":20,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":10,"project\u005fid":20,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":NaN,"environment_id":100,"name":"X"}""")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":10,"environment_id":100,"name":"\ud800"}""")]
    [InlineData("""{"id":1000,"account_id":70001,"project_id":10,"environment_id":100,"name":"X"}}{"data":{}""")]
    public async Task JSON_with_two_readings_is_withheld(string data)
    {
        await using var lab = await UpstreamLab.StartAsync();
        var asked = 0;
        lab.Upstream.Script = r => r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal) && ++asked == 2 ? Reply.Data(data) : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/1000/");

        (answer.Status, answer.Outcome).ShouldBe((502, "bad-json"), answer.Text);
    }

    [Fact]
    [Attack("UPS-10")]
    public async Task Deep_JSON_is_withheld_and_large_numbers_keep_their_digits()
    {
        await using var lab = await UpstreamLab.StartAsync();
        var asked = 0;
        var deep = new string('[', 100_000) + new string(']', 100_000);
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal) && ++asked % 2 == 0
                ? Reply.Data(lab.Upstream.Job(1000, asked == 2 ? $",\"x\":{deep}" : ",\"run_failure_count\":9007199254740993"))
                : null;

        (await lab.GetAsync("reader", $"{lab.A}/jobs/1000/")).Outcome.ShouldBe("bad-json");
        // The look-up counts for a moment, so that the next call is answered at once with the next answer.
        asked = 3;
        (await lab.GetAsync("reader", $"{lab.A}/jobs/1000/")).Text.ShouldContain("9007199254740993");
    }

    [Theory]
    [Attack("UPS-17")]
    [InlineData(1001, "")]
    [InlineData(1000, """,{"git_branch":"evil"}""")]
    [InlineData(1000, """,{"steps_override":["dbt build --full-refresh"]}""")]
    public async Task A_run_of_something_else_than_was_asked_is_told_as_such(long job, string trigger)
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/run/", StringComparison.Ordinal)
                ? Reply.Data(
                    lab.Upstream.Run(5002, job, 10, job == 1001 ? 101 : 100, trigger.Length > 0 ? ",\"trigger\":" + trigger[1..] : "")
                )
                : null;

        var answer = await lab.PostAsync("trigger", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");

        (answer.Status, answer.Outcome, answer.IsSevere).ShouldBe((502, "answer-differs", true), answer.Text);
        answer.Message.ShouldContain("may have happened otherwise");
        answer.Text.ShouldNotContain("evil");
    }

    [Fact]
    public async Task Fields_that_the_operation_does_not_declare_do_not_pass()
    {
        await using var lab = await UpstreamLab.StartAsync();
        lab.Upstream.Script = r =>
            r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal)
                ? Reply.Data(
                    lab.Upstream.Job(
                        1000,
                        $",\"surprise\":\"SECRET-NAME\",\"project\":{lab.Upstream.Project(20)},\"deferring_job_definition_id\":2000,\"deferring_environment_id\":101"
                    )
                )
                : null;

        var answer = await lab.GetAsync("reader", $"{lab.A}/jobs/1000/");

        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldNotContain("SECRET-NAME");
        answer.Text.ShouldNotContain("Payroll");
        answer.Data.GetProperty("deferring_job_definition_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.Data.GetProperty("deferring_environment_id").GetInt64().ShouldBe(101);
    }
}
