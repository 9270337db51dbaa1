using System.Text.RegularExpressions;

namespace Headgate.Dbt.Commands.Init;

/// <summary>The files of a new project.</summary>
internal static partial class StarterProject
{
    private static readonly string[] Taken = ["dbt", "dbt_duckdb", "dbt_postgres"];
    private static readonly string[] Folders = ["analyses", "macros", "seeds", "snapshots", "tests"];

    /// <summary>A valid name: the given one, or one that is asked for.</summary>
    public static string NameOf(string? given, Questions questions)
    {
        var name = given;
        while (name is null || !Form().IsMatch(name) || Taken.Contains(name))
        {
            var question = "Enter a name for your project (letters, digits, underscore)";
            name = questions.Ask(name is null ? question : $"{name} is not a valid project name. {question}");
        }
        return name;
    }

    /// <summary>Writes the project.</summary>
    public static void Write(string folder, string name, string profile)
    {
        foreach (var (path, text) in Files(name, profile))
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
        foreach (var empty in Folders)
        {
            Directory.CreateDirectory(Path.Combine(folder, empty));
            File.WriteAllText(Path.Combine(folder, empty, ".gitkeep"), "");
        }
    }

    private static IEnumerable<(string Path, string Text)> Files(string name, string profile) =>
        [
            (
                "dbt_project.yml",
                $$"""
                name: '{{name}}'
                version: '1.0.0'
                profile: '{{profile}}'

                # Models of the folder models/example are views; a model's own config() goes before this.
                models:
                  {{name}}:
                    example:
                      +materialized: view

                """
            ),
            (".gitignore", "target/\ndbt_packages/\nlogs/\n.env\n"),
            (
                "README.md",
                $"# {name}\n\n    dbt debug   # is the database reached?\n    dbt build   # builds and tests everything\n    dbt docs generate && dbt docs serve\n"
            ),
            ("models/example/my_first_dbt_model.sql", "{{ config(materialized='table') }}\n\nselect 1 as id\nunion all\nselect 2 as id\n"),
            ("models/example/my_second_dbt_model.sql", "select *\nfrom {{ ref('my_first_dbt_model') }}\nwhere id = 1\n"),
            (
                "models/example/schema.yml",
                """
                models:
                  - name: my_first_dbt_model
                    description: A first model
                    columns:
                      - name: id
                        description: The primary key of this table
                        data_tests:
                          - unique
                          - not_null

                  - name: my_second_dbt_model
                    description: A second model, made of the first
                    columns:
                      - name: id
                        data_tests:
                          - unique
                          - not_null

                """
            ),
        ];

    [GeneratedRegex(@"^[^\d\W]\w*$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
