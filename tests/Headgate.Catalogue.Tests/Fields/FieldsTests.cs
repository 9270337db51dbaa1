using System.Text.Json;

namespace Headgate.Catalogue.Tests.Fields;

public sealed class FieldsTests
{
    private static readonly Fields<Thing> Declared = new()
    {
        { In.Body.Text("name", "Name.").Required(), (t, v) => t.Name = v },
        { In.Body.Texts("steps", "Steps.").Or(["dbt build"]), (t, v) => t.Steps = v },
        {
            "settings",
            "Settings.",
            new Fields<Thing> { { In.Body.Int("threads", "Threads.", 1, 64).Or(4), (t, v) => t.Threads = v } }
        },
        {
            In.Body.Each(
                "grants",
                "Grants.",
                new Fields<Grant> { { In.Body.Id("project_id", "Project.").Required(), (g, v) => g.Project = v } },
                () => new Grant()
            ),
            (t, v) => t.Grants = v ?? []
        },
        { In.Body.Text("note", "Note."), (t, v) => t.Note = v },
    };

    [Fact]
    public void What_is_left_out_falls_back_in_a_replacement()
    {
        var thing = new Thing
        {
            Steps = ["dbt test"],
            Threads = 9,
            Note = "old",
        };
        Read("""{"name":"Nightly"}""").ApplyTo(thing);
        (thing.Name, thing.Threads, thing.Note).ShouldBe(("Nightly", 4, null));
        thing.Steps.ShouldBe(["dbt build"]);
    }

    [Fact]
    public void Only_what_is_sent_changes_in_an_update_of_parts_and_null_counts_as_sent()
    {
        var thing = new Thing { Threads = 9, Note = "old" };
        Read("""{"name":"Nightly","note":null}""").ApplySentTo(thing);
        (thing.Name, thing.Threads, thing.Note).ShouldBe(("Nightly", 9, null));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_by_path()
    {
        var input = Read("""{"steps":["a",2],"settings":{"threads":0},"grants":[{"project_id":1},{}]}""");
        ((BadRequestAnswer)input.Refusal!).Fields.Keys.ShouldBe(["name", "steps", "settings.threads", "grants.1.project_id"]);
    }

    [Fact]
    public void Names_are_compared_by_case_and_unknown_ones_are_passed_over()
    {
        var thing = Read("""{"name":"x","Steps":["dbt debug"],"more":1}""").ApplyTo(new Thing());
        thing.Steps.ShouldBe(["dbt build"]);
    }

    [Fact]
    public void Strict_fields_refuse_a_name_that_they_do_not_know()
    {
        var strict = new Fields<Thing> { { In.Body.Ids("project_ids", "Projects."), (_, _) => { } } };
        var read = new Fields<Thing> { RefusesUnknown = true };
        read.Add(strict);
        var input = read.Read(new FieldSource(JsonDocument.Parse("""{"project_id":[1]}""").RootElement), new FieldProblems());
        ((BadRequestAnswer)input.Refusal!).Fields["project_id"].ShouldContain("project_ids");
    }

    [Fact]
    public void A_body_that_is_a_list_is_a_field_without_a_name()
    {
        var fields = new Fields<Thing>
        {
            {
                In.Body.Each(
                    "",
                    "Grants.",
                    new Fields<Grant> { { In.Body.Id("project_id", "Project.").Required(), (g, v) => g.Project = v } },
                    () => new Grant()
                ),
                (t, v) => t.Grants = v ?? []
            },
        };
        var source = new FieldSource(JsonDocument.Parse("""[{"project_id":3},{"project_id":"x"}]""").RootElement);
        var input = fields.Read(source, new FieldProblems());
        ((BadRequestAnswer)input.Refusal!).Fields.Keys.ShouldBe(["1.project_id"]);
        input.ApplyTo(new Thing()).Grants[0].Project.ShouldBe(3);
    }

    private static Input<Thing> Read(string json) =>
        Declared.Read(new FieldSource(JsonDocument.Parse(json).RootElement), new FieldProblems());

    private sealed class Thing
    {
        public string Name { get; set; } = "";
        public IReadOnlyList<string> Steps { get; set; } = [];
        public int Threads { get; set; }
        public string? Note { get; set; }
        public IReadOnlyList<Grant> Grants { get; set; } = [];
    }

    private sealed class Grant
    {
        public long Project { get; set; }
    }
}
