namespace Headgate.Server;

/// <summary>Adds entries to the lists of folders in a settings file, by lines: what people wrote there, comments too, stays as it is.</summary>
internal static class SettingsEdit
{
    private const string Section = "runs";

    /// <summary>Adds a folder to <c>runs.folders</c> or <c>runs.warehouses</c>, in the file and so that it holds from the next start on.</summary>
    /// <param name="settings">The settings in force, which name the file.</param>
    /// <param name="list"><c>folders</c> or <c>warehouses</c>.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>Why it could not be done, with what to do by hand; null where it was.</returns>
    public static string? AddFolder(ServerSettings settings, string list, string folder)
    {
        var file = settings.SettingsFile ?? Path.Combine(settings.DataFolder, SettingsFile.DefaultName);
        try
        {
            var before = File.Exists(file) ? File.ReadAllText(file) : null;
            if (With(before ?? "", list, folder) is not { } after)
            {
                return $"{file} has a {Section}.{list} that is not a list with an entry a line: add \"{folder}\" to it, and restart the server.";
            }
            Write(file, after);
            var again = SettingsFile.Load(file, new Dictionary<string, string?> { ["data"] = settings.DataFolder });
            var held = list == "folders" ? again.Settings?.Box.Folders : again.Settings?.Box.Warehouses;
            if (held?.Contains(folder) == true)
            {
                return null;
            }
            Restore(file, before);
            return $"{Section}.{list} does not take \"{folder}\" from {file}, as a variable or the command line sets it: add it there, and restart the server.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be changed ({error.Message}): add \"{folder}\" to its {Section}.{list}, and restart the server.";
        }
    }

    /// <summary>The file's text with an entry more; null where its form is not one that can be added to.</summary>
    public static string? With(string text, string list, string folder)
    {
        var entry = $"\"{folder.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        var lines = text.Split('\n').ToList();
        var section = lines.FindIndex(line => KeyOf(line) == Section && Indent(line) == 0);
        if (section < 0)
        {
            var gap = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
            return $"{text}{gap}{Section}:\n  {list}:\n    - {entry}\n";
        }
        if (!IsOpen(lines[section]))
        {
            return null;
        }
        var end = lines.FindIndex(section + 1, line => IsContent(line) && Indent(line) == 0);
        end = end < 0 ? lines.Count : end;
        var at = lines.FindIndex(section + 1, end - section - 1, line => KeyOf(line) == list);
        if (at < 0)
        {
            var child = lines.FindIndex(section + 1, end - section - 1, IsContent);
            var indent = new string(' ', child < 0 ? 2 : Indent(lines[child]));
            lines.InsertRange(section + 1, [$"{indent}{list}:", $"{indent}  - {entry}"]);
            return string.Join('\n', lines);
        }
        if (!IsOpen(lines[at]))
        {
            return null;
        }
        var first = lines.FindIndex(at + 1, end - at - 1, IsContent);
        var isItem = first >= 0 && lines[first].TrimStart().StartsWith("- ", StringComparison.Ordinal);
        lines.Insert(at + 1, $"{new string(' ', isItem ? Indent(lines[first]) : Indent(lines[at]) + 2)}- {entry}");
        return string.Join('\n', lines);
    }

    private static void Write(string file, string text)
    {
        // Into the same file, so that its owner, mode and links stay; a new one is for its owner alone.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    private static void Restore(string file, string? before)
    {
        if (before is null)
        {
            File.Delete(file);
        }
        else
        {
            Write(file, before);
        }
    }

    private static bool IsContent(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#' && text is not ("---" or "...");

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static string? KeyOf(string line) => IsContent(line) && line.Split(':', 2) is [var key, _] ? key.Trim().Trim('"', '\'') : null;

    /// <summary>Whether nothing but a comment follows the key, so that what it has stands below.</summary>
    private static bool IsOpen(string line) => line.Split(':', 2)[1].Trim() is "" or ['#', ..];
}
