using Headgate.Runs.Bench;

// The measures of runs, each a sub-command that writes its page of bench/runs; ends with exit code 1 where a target is missed:
//   dotnet run -c Release --project bench/Headgate.Runs.Bench -- MEASURE [ARGUMENTS]
// PostgreSQL is measured too where HEADGATE_TEST_POSTGRES names a server.
var measures = typeof(IMeasure)
    .Assembly.GetTypes()
    .Where(type => type.IsClass && type.IsAssignableTo(typeof(IMeasure)))
    .Select(type => (IMeasure)Activator.CreateInstance(type)!)
    .OrderBy(measure => measure.Name, StringComparer.Ordinal)
    .ToList();
if (args is [var name, .. var rest] && measures.Find(measure => measure.Name == name) is { } asked)
{
    return await asked.MeasureAsync(rest) ? 0 : 1;
}
foreach (var measure in measures)
{
    Console.WriteLine($"{measure.Name, -12} {measure.Says}");
}
return 2;
