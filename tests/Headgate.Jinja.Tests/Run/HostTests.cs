using Headgate.Jinja.Errors;
using Headgate.Jinja.Loaders;
using Headgate.Jinja.Options;
using Headgate.Jinja.Run;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Run;

/// <summary>What a host can add to templates, and what it can ask of them.</summary>
public sealed class HostTests
{
    [Fact]
    public void A_test_of_the_host_is_called_by_its_name()
    {
        var environment = new JinjaEnvironment();
        environment.AddTest("long", static (_, value, _) => value.ToString().Length > 3);
        environment.Compile("{{ 'four' is long }} {{ 'two' is long }}").Render().ShouldBe("True False");
    }

    [Fact]
    public void A_tag_of_the_host_gets_its_arguments_and_renders_its_body_as_often_as_it_likes()
    {
        var environment = new JinjaEnvironment();
        environment.AddTag(
            new ExtensionTag
            {
                Name = "twice",
                Form = TagForm.Statement,
                Render = static call =>
                {
                    call.Context.TryResolve("sep", out var separator).ShouldBeTrue();
                    return Value.From($"{call.Arguments[0]}{call.RenderBody()}{separator}{call.RenderBody()}");
                },
            }
        );
        environment.Compile("{% twice '>' %}{{ n }}{% endtwice %}").Render(new Variables { { "n", 1 }, { "sep", "-" } }).ShouldBe(">1-1");
    }

    [Fact]
    public void Parts_of_a_file_that_a_tag_names_are_listed_and_not_rendered()
    {
        var environment = new JinjaEnvironment();
        environment.AddTag(new ExtensionTag { Name = "docs", Form = TagForm.RawUnit });
        var template = environment.Compile("a{% docs orders %}Text {{ of {% orders.{% enddocs %}b");

        template.Render().ShouldBe("ab");
        var unit = template.Units.ShouldHaveSingleItem();
        (unit.TagName, unit.Name, unit.Body).ShouldBe(("docs", "orders", "Text {{ of {% orders."));
        unit.SourceText.ShouldBe(template.Source[1..^1]);
    }

    [Fact]
    public void A_macro_of_a_tag_tells_the_name_and_the_options_of_its_head()
    {
        var environment = new JinjaEnvironment();
        environment.AddTag(
            new ExtensionTag
            {
                Name = "materialization",
                Form = TagForm.Macro,
                MacroName = static (name, options) => $"{name}_{options["adapter"]}",
            }
        );
        var macro = environment
            .Compile("{% materialization view, adapter='duckdb' %}{% endmaterialization %}")
            .Macros.ShouldHaveSingleItem();

        (macro.TagName, macro.HeadName, macro.Name).ShouldBe(("materialization", "view", "view_duckdb"));
        macro.Options["adapter"].ShouldBe("duckdb");
    }

    [Fact]
    public void The_map_of_the_output_leads_back_to_the_lines_of_the_source()
    {
        var map = new OutputMap();
        var text = new JinjaEnvironment()
            .Compile("first\n{{ name }} third", "page")
            .Render(new Variables { { "name", "second" } }, new RenderOptions { Map = map });

        map.Find(text.IndexOf("first", StringComparison.Ordinal))!.Line.ShouldBe(1);
        map.Find(text.IndexOf("second", StringComparison.Ordinal))!.Line.ShouldBe(2);
        map.Find(-1).ShouldBeNull();
        map.Entries.ShouldAllBe(entry => entry.TemplateName == "page");
    }

    [Fact]
    public void Nothing_is_written_when_rendering_into_a_writer_fails()
    {
        using var output = new StringWriter();
        var template = new JinjaEnvironment().Compile("text {{ 1 // 0 }}");
        Should.Throw<JinjaException>(() => template.Render(output));
        output.ToString().ShouldBeEmpty();
        new JinjaEnvironment().Compile("text").Render(output);
        output.ToString().ShouldBe("text");
    }

    [Fact]
    public void An_error_names_the_macros_that_were_running_innermost_first()
    {
        var template = new JinjaEnvironment().Compile(
            "{% macro inner() %}{{ nothing.at.all }}{% endmacro %}\n{% macro outer() %}{{ inner() }}{% endmacro %}\n{{ outer() }}"
        );
        var error = Should.Throw<JinjaException>(() => template.Render());
        error.MacroStack.Select(entry => (entry.Macro, entry.Line)).ShouldBe([("inner", 1), ("outer", 2)]);
    }

    [Fact]
    public async Task Templates_that_take_waiting_are_loaded_with_all_that_they_name()
    {
        var environment = new JinjaEnvironment
        {
            AsyncLoader = new Slow
            {
                ["page"] = "{% extends 'base' %}{% block body %}{% include 'part' %}{% endblock %}",
                ["base"] = "<{% block body %}{% endblock %}>",
                ["part"] = "part",
            },
        };
        var page = await environment.GetTemplateAsync("page", TestContext.Current.CancellationToken);
        page.Render().ShouldBe("<part>");
        var missing = await Should.ThrowAsync<JinjaException>(async () =>
            await environment.GetTemplateAsync("none", TestContext.Current.CancellationToken)
        );
        missing.Kind.ShouldBe(JinjaErrorKind.TemplateNotFound);
    }

    [Fact]
    public void One_compiled_template_treats_missing_names_as_each_rendering_asks()
    {
        var template = new JinjaEnvironment().Compile("[{{ missing.part }}]");
        Should.Throw<JinjaException>(() => template.Render()).Kind.ShouldBe(JinjaErrorKind.UndefinedError);
        template.Render(options: new RenderOptions { Undefined = UndefinedBehavior.Chainable }).ShouldBe("[]");
        Should.Throw<JinjaException>(() => template.Render()).Kind.ShouldBe(JinjaErrorKind.UndefinedError);
    }

    private sealed class Slow : Dictionary<string, string>, IAsyncTemplateLoader
    {
        public async ValueTask<string?> TryLoadAsync(string name, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return this.GetValueOrDefault(name);
        }
    }
}
