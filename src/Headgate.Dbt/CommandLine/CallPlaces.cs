using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.CommandLine;

/// <summary>
/// Confines the places that options and their variables name to the run's folder. Every text counts, not only the last: an option that is given
/// twice with a harmless one behind is refused too.
/// </summary>
/// <param name="box">The box that the call is in.</param>
/// <param name="workingDirectory">The folder that the call was made in.</param>
/// <param name="profiles">The folder of the platform's profile, <c>DBT_PROFILES_DIR</c>; null or empty where there is none.</param>
/// <param name="findProject">Finds the folder of a call's project from its options and the working folder.</param>
internal sealed class CallPlaces(Box box, string workingDirectory, string? profiles, Func<OptionValues, string, string> findProject)
{
    private readonly List<(Option Option, string Text, string From)> _fromProject = [];

    /// <summary>Looks at the texts of an option before they are read, so that no answer tells whether a place outside exists.</summary>
    /// <param name="option">The option.</param>
    /// <param name="texts">Its texts.</param>
    /// <param name="from">What named it, for the refusal.</param>
    /// <exception cref="BoxException">A text names a place outside.</exception>
    public void Check(Option option, IReadOnlyList<string> texts, string from)
    {
        foreach (var text in option.Place is null ? [] : texts)
        {
            if (option.Place == PlaceStart.Project)
            {
                _fromProject.Add((option, text, from));
            }
            else
            {
                Confine(option, text, workingDirectory, from);
            }
        }
    }

    /// <summary>Looks at what starts from the project's folder, once that is known.</summary>
    /// <exception cref="BoxException">A text names a place outside, or the project lies outside itself.</exception>
    public void CheckFromProject(OptionValues values)
    {
        var project = findProject(values, workingDirectory);
        if (!box.IsInRun(project))
        {
            throw new BoxException(
                $"{Box.CommandRefuses}: the project found lies outside the run's folder. Start in the project's folder."
            );
        }
        foreach (var (option, text, from) in _fromProject)
        {
            Confine(option, text, project, from);
        }
    }

    /// <summary>Looks at what the project's <c>flags</c> set.</summary>
    /// <exception cref="BoxException">A flag names a place outside.</exception>
    public static void CheckFlags(Box? box, OptionValues values, string workingDirectory, string project)
    {
        foreach (var option in values.Options.Where(o => o.Place is not null && values.OriginOf(o) == OptionOrigin.Project))
        {
            var start = option.Place == PlaceStart.Project ? project : workingDirectory;
            if (box is not null && values.Value(option.Key) is string text && !box.IsInRun(Path.Combine(start, text)))
            {
                throw Outside($"the flag {option.Key} in dbt_project.yml", text);
            }
        }
    }

    private void Confine(Option option, string text, string start, string from)
    {
        if (!box.IsInRun(Path.Combine(start, text)))
        {
            throw Outside(from, text);
        }
        if (option.Key == CommandOptions.ProfilesDir.Key && !IsThePlatforms(Path.Combine(start, text)))
        {
            throw new BoxException(
                $"{Box.CommandRefuses}: {from} names '{text}', but a run has the profile of its connection. Leave it out."
            );
        }
    }

    private bool IsThePlatforms(string folder) =>
        profiles is not { Length: > 0 } || RealPath.Of(folder) == RealPath.Of(Path.Combine(workingDirectory, profiles));

    private static BoxException Outside(string from, string text) =>
        new($"{Box.CommandRefuses}: {from} names '{text}', which lies outside the run's folder. Name a place below it.");
}
