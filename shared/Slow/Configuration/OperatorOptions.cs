namespace Arbit.Slow.Configuration;

/// <summary>One person who may operate; secrets.</summary>
public sealed class OperatorOptions
{
    /// <summary>What he shows; at least 32 characters, which nobody can guess.</summary>
    public string Token { get; set; } = "";

    /// <summary>Also taken, while one is exchanged for the other.</summary>
    public string NextToken { get; set; } = "";
}
