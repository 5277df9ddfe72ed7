namespace Arbit.Accounts;

/// <summary>No answer came: it may have been done, or not. It is looked up, never sent again (lessons L07, L27).</summary>
public sealed class FundingUnansweredException(string what) : Exception(what);
