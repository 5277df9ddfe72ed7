using Arbit.Workflows;

namespace Arbit.Accounts;

/// <summary>A venue said no: what was asked for does not exist.</summary>
public sealed class FundingRefusedException(string reason) : RefusalException(reason);
