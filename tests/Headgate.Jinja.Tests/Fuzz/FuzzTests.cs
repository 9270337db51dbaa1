using System.Globalization;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Loaders;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Tests.Fuzz;

/// <summary>
/// Random and spoiled templates: whatever the text, the library answers with output or a <see cref="JinjaException"/>, soon, within its
/// memory. HEADGATE_JINJA_FUZZ sets the number of templates, HEADGATE_JINJA_FUZZ_SEED the first seed.
/// </summary>
public sealed class FuzzTests
{
    private static readonly Limits Tight = new()
    {
        MaxSteps = 20_000,
        MaxOutputLength = 200_000,
        MaxValueLength = 100_000,
        MaxTotalLength = 2_000_000,
        MaxCallDepth = 60,
    };

    private volatile int _seed;

    [Fact]
    public void Any_text_gives_output_or_an_error_soon_and_within_the_memory()
    {
        var count = Setting("HEADGATE_JINJA_FUZZ", 20_000);
        var first = Setting("HEADGATE_JINJA_FUZZ_SEED", 1);
        var rendered = 0;
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        // The library must hold on a small stack as well.
        var worker = new Thread(() => rendered = Run(first, count), maxStackSize: 1024 * 1024) { IsBackground = true };
        worker.Start();
        AwaitEnd(worker);
        rendered.ShouldBeGreaterThan(count / 50, "most templates should not fail, else the test tests little");
        (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(64 * 1024 * 1024);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Each template has its limits of work; one that is still the same after minutes has none.</summary>
    private void AwaitEnd(Thread worker)
    {
        for (var last = 0; !worker.Join(TimeSpan.FromMinutes(2)); last = _seed)
        {
            _seed.ShouldNotBe(last, "the template of this seed does not end");
        }
    }

    private int Run(int first, int count)
    {
        var rendered = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            _seed = seed;
            var template = new TemplateGenerator(seed).Next();
            if (seed % 3 != 0)
            {
                template = new Mutator(seed).Spoil(template);
            }
            try
            {
                NewEnvironment(seed).Compile(template, "main").Render(NewVariables());
                rendered++;
            }
            catch (JinjaException error)
            {
                error.Kind.ShouldNotBe(JinjaErrorKind.HostError, $"seed {seed}: {error.InnerException}\n{template}");
                error.Line.ShouldBeGreaterThan(0, $"seed {seed}: {error.Message}\n{template}");
            }
            catch (Exception error) when (error is not ShouldAssertException)
            {
                throw new ShouldAssertException($"seed {seed}: {error}\n{template}");
            }
        }
        return rendered;
    }

    private static JinjaEnvironment NewEnvironment(int seed) =>
        new(
            new JinjaOptions
            {
                Limits = Tight,
                CacheSize = 0,
                RandomSeed = 1,
                Autoescape = seed % 5 == 0,
                TrimBlocks = seed % 7 == 0,
                LstripBlocks = seed % 11 == 0,
                LineStatementPrefix = seed % 13 == 0 ? "#" : null,
                Undefined = (UndefinedBehavior)(seed % 5),
            }
        )
        {
            Loader = Others,
        };

    private static DictionaryTemplateLoader Others { get; } =
        new() { ["other"] = "{% macro m1(a) %}<{{ a }}{{ x }}>{% endmacro %}{% macro m2() %}{{ varargs }}{% endmacro %}other {{ x }}" };

    private static Variables NewVariables() =>
        new()
        {
            ["x"] = Value.From(7),
            ["text"] = Value.From("a <q> text"),
            ["items"] = Value.List(Value.From(1), Value.From("q"), Value.List(Value.From(2))),
            ["d"] = Value.FromObject(new Dictionary<string, object> { ["k"] = "v" }),
        };
}
