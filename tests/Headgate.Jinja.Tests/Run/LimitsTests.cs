using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Run;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Run;

/// <summary>What a template may use is limited, and the limits are errors like others.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData("{% for i in range(1000000) %}{% endfor %}")]
    [InlineData("{% macro m() %}{% for i in range(100) %}{{ i }}{% endfor %}{% endmacro %}{% for i in range(100) %}{{ m() }}{% endfor %}")]
    [InlineData("{{ range(1000000)|sum }}")]
    [InlineData("{{ range(1000000)|map('string')|list|length }}")]
    [InlineData("{% for i in range(10000000) if false %}{% endfor %}")]
    public void Steps_run_out(string template) =>
        Error(template, new Limits { MaxSteps = 5000 }).Message.ShouldContain("more than the limit of 5000 steps");

    [Fact]
    public void Steps_run_out_at_the_same_place_each_time()
    {
        const string Template = "{% for i in range(100000) %}{{ seen(i) }}{% endfor %}";
        long Last()
        {
            var last = -1L;
            var environment = new JinjaEnvironment(new JinjaOptions { Limits = new Limits { MaxSteps = 7777 } });
            environment.AddFunction(
                "seen",
                (_, arguments) =>
                {
                    last = arguments[0].AsInt64();
                    return Value.None;
                }
            );
            Should.Throw<JinjaException>(() => environment.Compile(Template).Render()).Kind.ShouldBe(JinjaErrorKind.LimitExceeded);
            return last;
        }
        Last().ShouldBe(Last());
        Last().ShouldBeInRange(1000, 7777);
    }

    [Theory]
    [InlineData("{{ 'x' * 2000000000 }}")]
    [InlineData("{{ ('x' * 90000) ~ ('y' * 90000) }}")]
    [InlineData("{{ 'x' * 90000 + 'y' * 90000 }}")]
    [InlineData("{{ [1] * 2000000000 }}")]
    [InlineData("{{ 'x'.center(2000000000) }}")]
    [InlineData("{{ 'x'|center(2000000000) }}")]
    [InlineData("{{ '%2000000000d'|format(1) }}")]
    [InlineData("{{ '{:2000000000}'.format(1) }}")]
    [InlineData("{{ range(2000000000)|list }}")]
    [InlineData("{{ ('ab' * 40000).replace('a', 'c' * 40000) }}")]
    [InlineData("{{ 'x'|indent(2000000000, true) }}")]
    [InlineData("{{ (['x' * 50000] * 50000)|join }}")]
    [InlineData("{% set ns = namespace(t='') %}{% for i in range(100000) %}{% set ns.t = ns.t ~ 'abcdefgh' %}{% endfor %}")]
    [InlineData("{% set ns = namespace(t='ab') %}{% for i in range(100) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}")]
    [InlineData("{{ 10 ** (10 ** 10) }}")]
    [InlineData("{{ 1 * 2 ** 4000000000 }}")]
    public void A_value_too_large_is_refused_before_it_is_made(string template)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Error(template, new Limits { MaxValueLength = 100_000 });
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
        error.Kind.ShouldBeOneOf(JinjaErrorKind.LimitExceeded, JinjaErrorKind.OverflowError);
    }

    [Fact]
    public void Values_are_limited_in_all()
    {
        var error = Error("{% for i in range(100000) %}{% set x = 'y' * 50000 %}{% endfor %}", new Limits { MaxTotalLength = 1_000_000 });
        error.Message.ShouldContain("in all");
    }

    [Fact]
    public void Text_that_grows_counts_as_what_is_added_to_it()
    {
        const string Template =
            "{% set ns = namespace(t='') %}{% for i in range(1000) %}{% set ns.t = ns.t ~ 'abcdefghij' %}{% endfor %}{{ ns.t|length }}";
        Render(Template, new Limits { MaxTotalLength = 10_000 }).ShouldBe("10000");
        Error(Template, new Limits { MaxTotalLength = 9_999 }).Message.ShouldContain("in all");
    }

    [Fact]
    public void Text_that_grew_is_still_there_after_the_rendering()
    {
        var kept = Value.None;
        var environment = new JinjaEnvironment();
        environment.AddFunction(
            "keep",
            (_, arguments) =>
            {
                kept = arguments[0];
                return Value.None;
            }
        );
        const string Template =
            "{% set ns = namespace(t='') %}{% set kept = keep(ns) %}{% for i in range(3) %}{% set ns.t = ns.t ~ i %}{% endfor %}";
        environment.Compile(Template).Render();
        kept.Repr().ShouldBe("<Namespace {'t': '012'}>");
        environment
            .Compile("{{ ns.t }}{% set ns.t = ns.t ~ '!' %}{{ ns.t }}")
            .Render(Variables.From(new Dictionary<string, object?> { ["ns"] = kept }))
            .ShouldBe("012012!");
    }

    [Fact]
    public void Output_is_limited_to_the_character()
    {
        Render("{% for i in range(100) %}x{% endfor %}", new Limits { MaxOutputLength = 100 }).Length.ShouldBe(100);
        Error("{% for i in range(101) %}x{% endfor %}", new Limits { MaxOutputLength = 100 })
            .Message.ShouldContain("longer than the limit of 100");
    }

    [Theory]
    [InlineData("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}")]
    [InlineData("{% macro m(n) %}{% call m(n) %}{{ caller() }}{% endcall %}{% endmacro %}{{ m(0) }}")]
    [InlineData("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}")]
    [InlineData("{% block a %}{{ self.a() }}{% endblock %}")]
    [InlineData("{% macro m(n) %}{{ [m(n)]|map('string')|join }}{% endmacro %}{{ m(0) }}")]
    public void Endless_recursion_is_an_error(string template) =>
        Error(template, Limits.Default).Kind.ShouldBe(JinjaErrorKind.RecursionError);

    [Theory]
    [InlineData(500)]
    [InlineData(1_000_000)]
    public void A_small_stack_is_enough_to_refuse_endless_recursion(int depth)
    {
        var kind = default(JinjaErrorKind?);
        var worker = new Thread(
            () =>
            {
                var limits = new Limits { MaxCallDepth = depth };
                kind = Error(
                    "{% macro m(n) %}{% if n %}{% with a = n %}{{ (m(n + 1) ~ 'x')|upper }}{% endwith %}{% endif %}{% endmacro %}{{ m(1) }}",
                    limits
                ).Kind;
            },
            maxStackSize: 256 * 1024
        );
        worker.Start();
        worker.Join();
        kind.ShouldBe(JinjaErrorKind.RecursionError);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{'a': ", "1", "}")]
    [InlineData("not ", "1", "")]
    [InlineData("-", "1", "")]
    [InlineData("f(", "1", ")")]
    [InlineData("a[", "1", "]")]
    [InlineData("1 if ", "1", "")]
    [InlineData("1 if 0 else ", "1", "")]
    [InlineData("", "1", "+1")]
    [InlineData("", "x", ".a")]
    [InlineData("", "x", "|upper")]
    [InlineData("", "x", " and x")]
    [InlineData("", "x", "(1)")]
    [InlineData("", "x", " is defined")]
    public void Deep_expressions_are_refused_or_rendered_but_never_kill_the_process(string open, string middle, string close)
    {
        var text = new System.Text.StringBuilder();
        text.Insert(0, open, 50_000).Append(middle).Insert(text.Length, close, 50_000);
        var error = Error("{{ " + text + " }}", Limits.Default);
        error.Kind.ShouldBeOneOf(JinjaErrorKind.RecursionError, JinjaErrorKind.TemplateSyntaxError);
    }

    [Theory]
    [InlineData("{% if x %}", "{% endif %}")]
    [InlineData("{% for a in b %}", "{% endfor %}")]
    [InlineData("{% filter upper %}", "{% endfilter %}")]
    [InlineData("{% macro m() %}", "{% endmacro %}")]
    public void Deep_blocks_are_refused(string open, string close)
    {
        var template = string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000));
        Error(template, Limits.Default).Kind.ShouldBe(JinjaErrorKind.RecursionError);
    }

    [Fact]
    public void Nesting_within_the_limit_works()
    {
        Render("{{ " + new string('(', 150) + "1" + new string(')', 150) + " }}", Limits.Default).ShouldBe("1");
        Render("{{ 1" + string.Concat(Enumerable.Repeat(" + 1", 900)) + " }}", Limits.Default).ShouldBe("901");
    }

    [Fact]
    public void Lists_nested_while_running_are_refused_where_they_are_printed()
    {
        var error = Error(
            "{% set ns = namespace(v=[]) %}{% for i in range(200000) %}{% set ns.v = [ns.v] %}{% endfor %}{{ ns.v }}",
            Limits.Default
        );
        error.Kind.ShouldBe(JinjaErrorKind.RecursionError);
    }

    [Fact]
    public void A_source_too_long_is_refused()
    {
        Error("0123456789", new Limits { MaxSourceLength = 9 }).Message.ShouldContain("longer than the limit of 9");
    }

    [Fact]
    public void A_rendering_ends_when_its_time_is_over()
    {
        var error = Error("{% for i in range(1000000000) %}{% endfor %}", new Limits { Timeout = TimeSpan.FromMilliseconds(50) });
        error.Message.ShouldContain("took longer");
    }

    [Fact]
    public void A_rendering_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var environment = new JinjaEnvironment();
        environment.AddFunction(
            "stop",
            (_, _) =>
            {
                cancellation.Cancel();
                return Value.None;
            }
        );
        var template = environment.Compile("{% do stop() %}{% for i in range(1000000000) %}{% endfor %}");
        Should.Throw<OperationCanceledException>(() => template.Render(null, new RenderOptions { Cancellation = cancellation.Token }));
    }

    private static string Render(string template, Limits limits) =>
        new JinjaEnvironment(new JinjaOptions { Limits = limits }).Compile(template).Render();

    private static JinjaException Error(string template, Limits limits) => Should.Throw<JinjaException>(() => Render(template, limits));
}
