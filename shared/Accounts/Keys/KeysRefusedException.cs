namespace Arbit.Accounts.Keys;

/// <summary>Keys are missing or may do too much: nothing starts with them. The message says what to do about each.</summary>
public sealed class KeysRefusedException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems.Select(problem => $"  - {problem}")))
{
    public IReadOnlyList<string> Problems => problems;
}
