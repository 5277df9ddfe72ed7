namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>Parameters as forms and queries carry them.</summary>
public static class FormParameters
{
    /// <summary>The later of two of one name wins.</summary>
    public static Dictionary<string, string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            parameters[Decode(pair[0])] = pair.Length < 2 ? "" : Decode(pair[1]);
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
