using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Properties;

/// <summary>Reads what property files say of the signature of a function.</summary>
internal static class FunctionReader
{
    /// <summary>The section of functions.</summary>
    public const string Section = "functions";

    /// <summary>The arguments in order.</summary>
    /// <exception cref="DbtException">One has no name or type, or stands without a default behind one that has one.</exception>
    public static List<FunctionArgument> ReadArguments(PropertyEntry entry)
    {
        if (entry.List("overloads").Count > 0)
        {
            throw entry.Error("overloads of a function cannot be made; write each as a function of its own");
        }
        return
        [
            .. entry
                .Maps("arguments")
                .Select(entry.Part)
                .Select(argument => new FunctionArgument
                {
                    Name = argument.RequiredText("name"),
                    DataType = argument.RequiredText("data_type"),
                    Description = argument.OptionalText("description"),
                    DefaultValue = argument.Data.GetValueOrDefault("default_value"),
                }),
        ];
    }

    /// <summary>What the function gives.</summary>
    /// <exception cref="DbtException">It is not said.</exception>
    public static FunctionReturns ReadReturns(PropertyEntry entry)
    {
        var returns = entry.Part(entry.RequiredMap("returns"));
        return new() { DataType = returns.RequiredText("data_type"), Description = returns.OptionalText("description") };
    }
}
