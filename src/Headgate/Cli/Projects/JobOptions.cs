using System.CommandLine;

namespace Headgate.Cli.Projects;

/// <summary>Options of jobs that several commands have.</summary>
internal static class JobOptions
{
    private const int CronFields = 5;

    /// <summary>The commands of a job.</summary>
    public static Option<string[]> Steps(string name, string says)
    {
        var steps = new Option<string[]>(name)
        {
            Description = says,
            HelpName = "COMMAND",
            AllowMultipleArgumentsPerToken = false,
        };
        steps.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string[]>()?.FirstOrDefault(step => !step.StartsWith("dbt ", StringComparison.Ordinal)) is
                { } wrong
            )
            {
                result.AddError($"{name} must be a command that begins with \"dbt \", such as \"dbt build\", not \"{wrong}\".");
            }
        });
        return steps;
    }

    /// <summary>A cron, or <c>off</c>.</summary>
    /// <param name="says">What it does.</param>
    /// <param name="offIsMeant">Whether <c>off</c> is one.</param>
    public static Option<string?> Schedule(string says, bool offIsMeant = false)
    {
        var schedule = new Option<string?>("--schedule") { Description = says, HelpName = "CRON" };
        schedule.Validators.Add(result =>
        {
            if (
                result.GetValueOrDefault<string?>() is { } text
                && !(offIsMeant && text == "off")
                && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != CronFields
            )
            {
                result.AddError(
                    $"--schedule must be a cron of five fields, such as \"0 6 * * *\"{(offIsMeant ? ", or off" : "")}, not \"{text}\"."
                );
            }
        });
        return schedule;
    }
}
