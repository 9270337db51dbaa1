using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Fluid;
using Headgate.Jinja;
using Headgate.Jinja.Bench;
using Headgate.Jinja.Options;
using Headgate.Jinja.Values;

// Compares Headgate.Jinja with python3-jinja2 and with Fluid in one run; the argument is the file to write.
var data = new BenchData();
var context = data.Variables();
var variables = Variables.From(context);
using var python = AskPython(JsonSerializer.Serialize(new { templates = BenchCase.All.ToDictionary(c => c.Name, c => c.Jinja), context }));
var table = new StringBuilder();
table.Append(
    "| Template | us/render | python3-jinja2 | ratio | by hand in C# | bytes/render | us/compile | python3-jinja2 | ratio | Fluid us/render | ratio |\n"
);
table.Append("|---|---|---|---|---|---|---|---|---|---|---|\n");
foreach (var test in BenchCase.All)
{
    var environment = new JinjaEnvironment(new JinjaOptions { CacheSize = 0 });
    var template = environment.Compile(test.Jinja);
    var other = python.RootElement.GetProperty("results").GetProperty(test.Name);
    var byHand = HandWritten.Of(test.Name, data);
    var expected = other.GetProperty("text").GetString();
    if (template.Render(variables) != expected || byHand() != expected)
    {
        throw new InvalidOperationException($"The texts of '{test.Name}' differ.");
    }
    var render = Stopwatches.Seconds(() => template.Render(variables));
    var floor = Stopwatches.Seconds(() => byHand());
    var compile = Stopwatches.Seconds(() => environment.Compile(test.Jinja));
    var bytes = Stopwatches.AllocatedBytes(() => template.Render(variables));
    var pythonRender = other.GetProperty("render").GetDouble();
    var pythonCompile = other.GetProperty("compile").GetDouble();
    var line =
        $"| {test.Name} | {Micro(render)} | {Micro(pythonRender)} | {pythonRender / render:0.0}x | {Micro(floor)} ({pythonRender / floor:0.0}x) | {bytes} |";
    line += $" {Micro(compile)} | {Micro(pythonCompile)} | {pythonCompile / compile:0.0}x |";
    line += test.Liquid is { } liquid ? Against(liquid, render) : " – | – |";
    Console.WriteLine(line);
    table.Append(line).Append('\n');
}
if (args is [var path])
{
    var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}";
    File.WriteAllText(
        path,
        "# Jinja: measured\n\nWritten by `dotnet run -c Release --project bench/Headgate.Jinja.Bench -- bench/jinja/results.md`, all columns in one run, warm, best of five rounds.\n\n"
            + $"Machine: {machine}; Jinja {python.RootElement.GetProperty("version").GetString()}. Ratios above 1 mean that Headgate.Jinja is quicker.\n\n"
            + "\"By hand in C#\" is the template written out as a method with typed data and a StringBuilder, and its ratio to python3-jinja2: "
            + $"about as far as any renderer in .NET can get.\n\n{table}"
    );
}

string Against(string liquid, double render)
{
    var fluid = new FluidParser().Parse(liquid);
    var options = new TemplateOptions { MemberAccessStrategy = UnsafeMemberAccessStrategy.Instance };
    var seconds = Stopwatches.Seconds(() => fluid.Render(Model(options)));
    return $" {Micro(seconds)} | {seconds / render:0.00}x |";
}

TemplateContext Model(TemplateOptions options)
{
    var model = new TemplateContext(options);
    foreach (var (name, value) in context)
    {
        model.SetValue(name, value);
    }
    return model;
}

static string Micro(double seconds) => (seconds * 1e6).ToString("0.0", CultureInfo.InvariantCulture);

static JsonDocument AskPython(string job)
{
    var script = Path.Combine(AppContext.BaseDirectory, "bench.py");
    var start = new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    process.StandardInput.Write(job);
    process.StandardInput.Close();
    return JsonDocument.Parse(process.StandardOutput.ReadToEnd());
}
