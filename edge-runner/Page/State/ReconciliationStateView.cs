namespace Arbit.EdgeRunner.Page.State;

/// <summary>How an account here stands to the venue's (lesson L10).</summary>
public enum ReconciliationStateView
{
    /// <summary>Not compared yet.</summary>
    Waiting,

    /// <summary>Orders, fills and balances are the same.</summary>
    Agrees,

    /// <summary>Balances differed once; asked again before it is believed.</summary>
    Suspected,

    /// <summary>It differs, and trading is restrained until it agrees or a person resumes.</summary>
    Differs,
}
