using Headgate.Dbt.Parsing.Macros;

namespace Headgate.Dbt.Tests.Parsing.Macros;

public sealed class CallScannerTests
{
    [Theory]
    [InlineData("{{ a(b(1), 'c(2)') }} d()", "a b")]
    [InlineData("{% if pkg.check(x) %}{% endif %}", "pkg.check")]
    [InlineData("{{ x | replace('a', 'b') }}{{ y is divisibleby(2) }}{{ y is not odd() }}", "")]
    [InlineData("{# a() #}{{ b() }}", "b")]
    [InlineData("{{ row.name.upper() }}{{ f() }}", "f")]
    [InlineData("{{ f }} {{ 1 + g () }}", "g")]
    [InlineData("{{ unclosed(", "unclosed")]
    public void Calls_are_found_in_code_alone(string template, string calls) =>
        string.Join(' ', CallScanner.Scan(template).Select(call => call.Package is null ? call.Name : $"{call.Package}.{call.Name}"))
            .ShouldBe(calls);

    [Theory]
    [InlineData("{{ adapter.dispatch('f', 'p')() }}", "f p")]
    [InlineData("{{ adapter.dispatch(\"f\", macro_namespace = 'p')(1) }}", "f p")]
    [InlineData("{{ adapter.dispatch(name) }}", "")]
    public void Constant_names_of_a_dispatch_are_read(string template, string texts) =>
        string.Join(' ', CallScanner.Scan(template).First(call => call.Name == "dispatch").Texts).ShouldBe(texts);

    [Fact]
    public void Any_text_can_be_scanned() =>
        CsCheck.Check.Sample(CsCheck.Gen.String[CsCheck.Gen.Char["{}%#'\"() .ab|-\\"], 0, 40], text => CallScanner.Scan(text).Count() >= 0);
}
