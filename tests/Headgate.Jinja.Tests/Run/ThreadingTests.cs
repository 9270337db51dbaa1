using Headgate.Jinja.Errors;
using Headgate.Jinja.Options;
using Headgate.Jinja.Tests.Fuzz;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Run;

/// <summary>Compiled templates are shared by threads.</summary>
public sealed class ThreadingTests
{
    private const string Source =
        "{% macro row(a, b=1) %}{{ a }}-{{ b }}{{ caller(a) if caller }}{% endmacro %}{% set ns = namespace(total=0) %}"
        + "{% for i in range(n) if i is even %}{% set ns.total = ns.total + i %}{{ row(i) }}{% call(v) row(i, b=loop.index) %}[{{ v }}]{% endcall %}"
        + "{% endfor %}{{ ns.total }}{% block end scoped %}{{ n }}{{ self.end is defined }}{% endblock %}";

    [Fact]
    public void Rendering_is_the_same_in_one_thread_and_in_many()
    {
        var template = new JinjaEnvironment().Compile(Source);
        var expected = Enumerable.Range(0, 200).Select(n => Render(template, n)).ToArray();
        var actual = new string[expected.Length];
        Parallel.For(0, expected.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n => actual[n] = Render(template, n));
        actual.ShouldBe(expected);
    }

    [Fact]
    public void Compiling_the_same_and_different_texts_in_many_threads_is_safe()
    {
        var environment = new JinjaEnvironment(new JinjaOptions { CacheSize = 16 });
        var failures = 0;
        Parallel.For(
            0,
            2000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                var text = environment.Compile($"{{{{ {i % 40} }}}}").Render();
                if (text != $"{i % 40}")
                {
                    Interlocked.Increment(ref failures);
                }
            }
        );
        failures.ShouldBe(0);
    }

    [Fact]
    public void Macros_bound_in_one_thread_run_in_others()
    {
        var macro = new JinjaEnvironment().Compile("{% macro twice(a) %}{{ a }}{{ suffix }}{{ a }}{% endmacro %}").Macros[0];
        var results = new string[64];
        Parallel.For(
            0,
            results.Length,
            i => results[i] = macro.Call(new Variables { ["suffix"] = Value.From(i) }, Arguments.Of(Value.From("x"))).ToString()
        );
        results.ShouldBe(Enumerable.Range(0, results.Length).Select(i => $"x{i}x"));
    }

    [Fact]
    public void Random_templates_render_the_same_in_many_threads()
    {
        var environment = new JinjaEnvironment(
            new JinjaOptions
            {
                Limits = new Limits { MaxSteps = 20_000, MaxValueLength = 100_000 },
            }
        );
        var expected = Enumerable.Range(1, 300).Select(seed => Answer(environment, seed)).ToArray();
        var actual = new string[expected.Length];
        Parallel.For(0, expected.Length, i => actual[i] = Answer(environment, i + 1));
        actual.ShouldBe(expected);
    }

    private static string Answer(JinjaEnvironment environment, int seed)
    {
        try
        {
            return environment.Compile(new TemplateGenerator(seed).Next()).Render(new Variables { ["x"] = Value.From(seed) });
        }
        catch (JinjaException error)
        {
            return error.Describe();
        }
    }

    private static string Render(Template template, int n) => template.Render(new Variables { ["n"] = Value.From(n) });
}
