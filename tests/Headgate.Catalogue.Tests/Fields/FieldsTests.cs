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
    public void Keys_that_callers_choose_go_somewhere_too_each_with_a_text_or_null()
    {
        var fields = new Fields<Dictionary<string, string?>> { { In.Body.Text("name", "Name.").Required(), (d, v) => d["name"] = v } }.With(
            new OtherKeys(new TextShape(5), "Values."),
            (d, key, value) => d[key] = value
        );
        var read = fields.Read(
            new FieldSource(JsonDocument.Parse("""{"name":"x","Production":"east","12":null}""").RootElement),
            new FieldProblems()
        );
        read.ApplyTo([])
            .ShouldBe(
                new Dictionary<string, string?>
                {
                    ["name"] = "x",
                    ["Production"] = "east",
                    ["12"] = null,
                },
                ignoreOrder: true
            );
        var key = new string('k', OtherKeys.LongestKey + 1);
        var bad = JsonDocument.Parse($$"""{"name":"x","a":"123456","b":7,"{{key}}":"x"}""").RootElement;
        var refused = fields.Read(new FieldSource(bad), new FieldProblems(), "env_var.");
        ((BadRequestAnswer)refused.Refusal!).Fields.Keys.ShouldBe(["env_var.a", "env_var.b", "env_var"]);
    }

    [Fact]
    public void One_object_is_taken_in_place_of_a_list_where_that_is_said()
    {
        var grant = new Fields<Grant> { { In.Body.Id("project_id", "Project.").Required(), (g, v) => g.Project = v } };
        var fields = new Fields<Thing>
        {
            { In.Body.OneOrEach("grants", "Grants.", grant, () => new Grant(), 2), (t, v) => t.Grants = v ?? [] },
        };
        foreach (
            var (body, projects) in new[]
            {
                ("""{"grants":{"project_id":1}}""", new[] { 1L }),
                ("""{"grants":[{"project_id":1},{"project_id":2}]}""", [1, 2]),
            }
        )
        {
            var read = fields.Read(new FieldSource(JsonDocument.Parse(body).RootElement), new FieldProblems());
            read.ApplyTo(new Thing()).Grants.Select(g => g.Project).ShouldBe(projects);
        }
        var one = fields.Read(new FieldSource(JsonDocument.Parse("""{"grants":{}}""").RootElement), new FieldProblems());
        ((BadRequestAnswer)one.Refusal!).Fields.Keys.ShouldBe(["grants.project_id"]);
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
